using Microsoft.EntityFrameworkCore;

namespace Shop.Orders;

/// <summary>The shop's tables. Names are lower case with underscores, so that they can be typed in psql without quotes.</summary>
public sealed class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
{
    public DbSet<Order> Orders => Set<Order>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Order>(order =>
        {
            order.ToTable("orders");
            order.HasKey(o => o.Id).HasName("orders_pkey");
            order.Property(o => o.Id).HasColumnName("id");
            order.Property(o => o.Customer).HasColumnName("customer").HasMaxLength(100);
            order.Property(o => o.Item).HasColumnName("item").HasMaxLength(100);
            order.Property(o => o.Quantity).HasColumnName("quantity");
            order.Property(o => o.CreatedAt).HasColumnName("created_at");
            order.Property(o => o.ProcessedAt).HasColumnName("processed_at");
            order.Property(o => o.ProcessedBy).HasColumnName("processed_by").HasMaxLength(100);

            // The workers' queue: small however long the table grows.
            order.HasIndex(o => o.Id).HasDatabaseName("orders_unprocessed").HasFilter("processed_at IS NULL");
        });
    }
}
