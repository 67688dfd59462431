using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Shop.Orders;

namespace Shop.Worker;

/// <summary>
/// Takes one order at a time. The row stays locked while it is processed: a second worker skips it, and a worker that dies
/// gives it back, because its transaction ends with its connection.
/// </summary>
internal sealed class OrderProcessor(IDbContextFactory<ShopContext> contexts, TimeProvider time, string worker, TimeSpan work)
{
    /// <summary>
    /// Processes the oldest order that nobody has taken; null when there is none. Cancellation is heeded only until
    /// an order is taken: an order under way is finished.
    /// </summary>
    public async Task<Order?> ProcessNextAsync(CancellationToken cancellationToken)
    {
        await using ShopContext context = await contexts.CreateDbContextAsync(cancellationToken);
        await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        List<Order> taken = await context.Orders
            .FromSql($"""
                SELECT id, customer, item, quantity, created_at, processed_at, processed_by FROM orders
                WHERE processed_at IS NULL ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED
                """)
            .ToListAsync(cancellationToken);
        if (taken is not [Order order])
        {
            return null;
        }

        await Task.Delay(work, time, CancellationToken.None);
        order.MarkProcessed(worker, time.GetUtcNow());
        await context.SaveChangesAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        return order;
    }
}
