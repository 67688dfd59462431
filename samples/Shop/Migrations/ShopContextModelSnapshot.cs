using System;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;
using Shop.Orders;

namespace Shop.Migrations;

/// <summary>The model as of the last migration. EF Core refuses to migrate when it differs from <see cref="ShopContext"/>.</summary>
[DbContext(typeof(ShopContext))]
internal sealed class ShopContextModelSnapshot : ModelSnapshot
{
    protected override void BuildModel(ModelBuilder modelBuilder)
    {
        modelBuilder.HasAnnotation("ProductVersion", "10.0.0").HasAnnotation("Relational:MaxIdentifierLength", 63);
        modelBuilder.UseIdentityByDefaultColumns();

        modelBuilder.Entity("Shop.Orders.Order", order =>
        {
            order.Property<long>("Id").ValueGeneratedOnAdd().HasColumnType("bigint").HasColumnName("id").UseIdentityByDefaultColumn();
            order.Property<DateTimeOffset>("CreatedAt").HasColumnType("timestamp with time zone").HasColumnName("created_at");
            order.Property<string>("Customer").IsRequired().HasMaxLength(100).HasColumnType("character varying(100)")
                .HasColumnName("customer");
            order.Property<string>("Item").IsRequired().HasMaxLength(100).HasColumnType("character varying(100)").HasColumnName("item");
            order.Property<DateTimeOffset?>("ProcessedAt").HasColumnType("timestamp with time zone").HasColumnName("processed_at");
            order.Property<string>("ProcessedBy").HasMaxLength(100).HasColumnType("character varying(100)").HasColumnName("processed_by");
            order.Property<int>("Quantity").HasColumnType("integer").HasColumnName("quantity");

            order.HasKey("Id").HasName("orders_pkey");
            order.HasIndex("Id").HasDatabaseName("orders_unprocessed").HasFilter("processed_at IS NULL");
            order.ToTable("orders", (string?)null);
        });
    }
}
