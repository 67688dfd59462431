namespace Shop.Orders;

/// <summary>What a customer ordered, and whether a worker has processed it.</summary>
/// <param name="Id">Given by the database, rising.</param>
/// <param name="Customer">1 to 100 characters.</param>
/// <param name="Item">1 to 100 characters.</param>
/// <param name="Quantity">1 to 1000.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="ProcessedAt">UTC; null until a worker has processed the order.</param>
/// <param name="ProcessedBy">Which worker processed it: its slot and container.</param>
public sealed record Order(
    long Id, string Customer, string Item, int Quantity, DateTimeOffset CreatedAt, DateTimeOffset? ProcessedAt, string? ProcessedBy);
