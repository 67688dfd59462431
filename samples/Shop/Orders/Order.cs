namespace Shop.Orders;

/// <summary>What a customer ordered, and whether a worker has processed it.</summary>
public sealed class Order
{
    /// <summary>Given by the database, rising.</summary>
    public long Id { get; private set; }

    public required string Customer { get; init; }

    public required string Item { get; init; }

    public required int Quantity { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>UTC; null until a worker has processed the order.</summary>
    public DateTimeOffset? ProcessedAt { get; private set; }

    /// <summary>Which worker processed it: its slot and container.</summary>
    public string? ProcessedBy { get; private set; }

    /// <summary>Records that <paramref name="worker"/> processed the order.</summary>
    public void MarkProcessed(string worker, DateTimeOffset at)
    {
        ProcessedBy = worker;
        ProcessedAt = at;
    }
}
