using Npgsql;

namespace Shop.Orders;

/// <summary>
/// The table of the orders. Statements and typed readers by hand: they are few, and a process that starts with every release must
/// not compile a mapper first.
/// </summary>
internal sealed class OrderTable(NpgsqlDataSource database)
{
    private const string Columns = "id, customer, item, quantity, created_at, processed_at, processed_by";

    /// <summary>Stores a new order that has no <see cref="NewOrder.Mistakes"/>.</summary>
    public async Task<Order> AddAsync(NewOrder placed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand insert = database.CreateCommand(
            $"INSERT INTO orders (customer, item, quantity, created_at) VALUES ($1, $2, $3, $4) RETURNING {Columns}");
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = placed.Customer!.Trim() });
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = placed.Item!.Trim() });
        insert.Parameters.Add(new NpgsqlParameter<int> { TypedValue = placed.Quantity });
        insert.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now });
        return (await ReadAsync(insert, cancellationToken)).Single();
    }

    /// <summary>The order with this number; null when there is none.</summary>
    public async Task<Order?> FindAsync(long id, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand select = database.CreateCommand($"SELECT {Columns} FROM orders WHERE id = $1");
        select.Parameters.Add(new NpgsqlParameter<long> { TypedValue = id });
        return (await ReadAsync(select, cancellationToken)).SingleOrDefault();
    }

    /// <summary>The newest orders, newest first, at most <paramref name="most"/>.</summary>
    public async Task<List<Order>> LatestAsync(int most, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand select = database.CreateCommand($"SELECT {Columns} FROM orders ORDER BY id DESC LIMIT $1");
        select.Parameters.Add(new NpgsqlParameter<int> { TypedValue = most });
        return await ReadAsync(select, cancellationToken);
    }

    /// <summary>
    /// Locks the oldest unprocessed order that nobody has locked, until the transaction of <paramref name="connection"/> ends; null when
    /// there is none.
    /// </summary>
    public static async Task<Order?> TakeAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand take = new(
            $"SELECT {Columns} FROM orders WHERE processed_at IS NULL ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED", connection);
        return (await ReadAsync(take, cancellationToken)).SingleOrDefault();
    }

    /// <summary>Records that <paramref name="worker"/> processed the order <paramref name="id"/>.</summary>
    public static async Task MarkProcessedAsync(
        NpgsqlConnection connection, long id, string worker, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand mark = new("UPDATE orders SET processed_at = $2, processed_by = $3 WHERE id = $1", connection);
        mark.Parameters.Add(new NpgsqlParameter<long> { TypedValue = id });
        mark.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = at });
        mark.Parameters.Add(new NpgsqlParameter<string> { TypedValue = worker });
        await mark.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<List<Order>> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellationToken);
        List<Order> orders = [];
        while (await row.ReadAsync(cancellationToken))
        {
            orders.Add(new Order(
                row.GetInt64(0),
                row.GetString(1),
                row.GetString(2),
                row.GetInt32(3),
                row.GetFieldValue<DateTimeOffset>(4),
                row.IsDBNull(5) ? null : row.GetFieldValue<DateTimeOffset>(5),
                row.IsDBNull(6) ? null : row.GetString(6)));
        }

        return orders;
    }
}
