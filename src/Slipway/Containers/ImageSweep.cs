namespace Slipway.Containers;

/// <summary>
/// Which of the images that Slipway built are needed no longer. What a container uses, what a person has given a name of their own, and
/// what is in a registry that Slipway did not start, is never taken.
/// </summary>
public sealed record ImageSweep
{
    /// <summary>Where the application's images are pushed to: their names with the registry, without tag. Default none.</summary>
    public IReadOnlyList<string> Repositories { get; init; } = [];

    /// <summary>References by digest (<c>repository@sha256:…</c>) that some release still needs; they stay. Default none.</summary>
    public IReadOnlyCollection<string> Kept { get; init; } = [];

    /// <summary>References by digest that no release needs any more; they go from a registry of Slipway's own. Default none.</summary>
    public IReadOnlyCollection<string> Dropped { get; init; } = [];

    /// <summary>
    /// What was built or pushed within this time stays: its release may be about to begin. Zero or more; default 1 hour.
    /// </summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Whether the newest ones go too, which the next build takes for its cache. Default false.</summary>
    public bool Latest { get; init; }

    /// <summary>Names, without tag, of the recipes whose images go, all of them. Default none.</summary>
    public IReadOnlyList<string> Recipes { get; init; } = [];

    /// <summary>The application whose own containers do not count as users, because they go first; null (the default): all count.</summary>
    public string? Leaving { get; init; }

    /// <summary>Whether it is only said what would go. Default false.</summary>
    public bool OnlyLook { get; init; }
}
