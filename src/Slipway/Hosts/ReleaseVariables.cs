namespace Slipway.Hosts;

/// <summary>The variables by which a container knows what it is a part of, unless its description says otherwise.</summary>
internal static class ReleaseVariables
{
    /// <summary>The number under which what it runs was first released.</summary>
    public const string Release = "SLIPWAY_RELEASE";

    /// <summary>What the live site must answer as its version.</summary>
    public const string Version = "SLIPWAY_VERSION";

    /// <summary>The commit that its image was built from.</summary>
    public const string Commit = "SLIPWAY_COMMIT";

    /// <summary>Its slot; a migration has none.</summary>
    public const string Slot = "SLIPWAY_SLOT";

    /// <summary>All of them.</summary>
    public static IReadOnlySet<string> All { get; } =
        new HashSet<string>(StringComparer.Ordinal) { Release, Version, Commit, Slot };
}
