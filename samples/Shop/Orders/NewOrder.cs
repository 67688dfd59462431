namespace Shop.Orders;

/// <summary>The body of POST /orders.</summary>
public sealed record NewOrder(string? Customer, string? Item, int Quantity)
{
    private const int LongestText = 100;
    private const int LargestQuantity = 1000;

    /// <summary>Every mistake of the order by its field, empty when it can be taken.</summary>
    public Dictionary<string, string[]> Mistakes()
    {
        Dictionary<string, string[]> mistakes = new(StringComparer.Ordinal);
        CheckText(mistakes, "customer", Customer);
        CheckText(mistakes, "item", Item);
        if (Quantity is < 1 or > LargestQuantity)
        {
            mistakes["quantity"] = [$"must be from 1 to {LargestQuantity}"];
        }

        return mistakes;
    }

    private static void CheckText(Dictionary<string, string[]> mistakes, string field, string? text)
    {
        // PostgreSQL has no way to store the character NUL in text.
        if (string.IsNullOrWhiteSpace(text) || text.Trim().Length > LongestText || text.Contains('\0', StringComparison.Ordinal))
        {
            mistakes[field] = [$"must be a text of 1 to {LongestText} characters"];
        }
    }
}
