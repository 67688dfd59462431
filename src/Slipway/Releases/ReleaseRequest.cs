namespace Slipway.Releases;

/// <summary>What is to be released now.</summary>
public sealed record ReleaseRequest
{
    /// <summary>The release's number, one higher than any before.</summary>
    public required int Number { get; init; }

    /// <summary>What the live site must answer as its version.</summary>
    public required string Version { get; init; }

    /// <summary>The commit that the images were built from.</summary>
    public required string Commit { get; init; }

    /// <summary>Image references by digest (<c>repository@sha256:…</c>), by <see cref="ImageSource.Name"/>.</summary>
    public required IReadOnlyDictionary<string, string> Images { get; init; }

    /// <summary>Who releases: user and machine.</summary>
    public required string By { get; init; }

    /// <summary>What the migration of this release reported; null when none ran.</summary>
    public string? MigrationLevel { get; init; }

    /// <summary>The release that this one brings back; null when it is a new one.</summary>
    public int? Restores { get; init; }

    /// <summary>How it is released; null for everything at once.</summary>
    public StrategyKind? Strategy { get; init; }

    /// <summary>Whether the maintenance page was on when it began: somebody asked for it, and it stays.</summary>
    public bool UnderMaintenance { get; init; }

    /// <summary>Releases also when exactly this is live already. Default false.</summary>
    public bool Force { get; init; }
}
