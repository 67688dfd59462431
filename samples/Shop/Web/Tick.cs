namespace Shop.Web;

/// <summary>An event of /events: its number and who sent it.</summary>
public sealed record Tick(long Id, string? Release, string? Slot);
