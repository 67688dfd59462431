namespace Slipway.Releases;

/// <summary>The ways to release.</summary>
public enum StrategyKind
{
    /// <summary>Everything to the new slot at once; two versions never answer at the same time.</summary>
    BlueGreen,

    /// <summary>The old version stops before the new one starts; a maintenance page is shown meanwhile.</summary>
    Recreate,

    /// <summary>Replica by replica.</summary>
    Rolling,

    /// <summary>A small share first, more as it proves itself.</summary>
    Canary,
}
