namespace Shop.Web;

/// <summary>The answer of /slow: how long it took, in milliseconds, and who answered.</summary>
public sealed record SlowAnswer(int Ms, string? Release, string? Slot);
