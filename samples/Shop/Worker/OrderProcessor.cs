using Npgsql;
using Shop.Orders;

namespace Shop.Worker;

/// <summary>
/// Takes one order at a time. The row stays locked while it is processed: a second worker skips it, and a worker that dies
/// gives it back, because its transaction ends with its connection.
/// </summary>
internal sealed class OrderProcessor(NpgsqlDataSource database, TimeProvider time, string worker, TimeSpan work)
{
    /// <summary>
    /// Processes the oldest order that nobody has taken; null when there is none. Cancellation is heeded only until
    /// an order is taken: an order under way is finished.
    /// </summary>
    public async Task<Order?> ProcessNextAsync(CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await database.OpenConnectionAsync(cancellationToken);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await OrderTable.TakeAsync(connection, cancellationToken) is not { } order)
        {
            return null;
        }

        await Task.Delay(work, time, CancellationToken.None);
        DateTimeOffset now = time.GetUtcNow();
        await OrderTable.MarkProcessedAsync(connection, order.Id, worker, now, CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        return order with { ProcessedAt = now, ProcessedBy = worker };
    }
}
