namespace Shop.Web;

/// <summary>The body of the health endpoints; <see cref="Cause"/> is null when all is well.</summary>
public sealed record HealthAnswer(string Status, string? Cause);
