namespace Slipway.Routing;

/// <summary>One of the two places that a release can run in.</summary>
public enum Slot
{
    /// <summary>Where the first release goes.</summary>
    Blue,

    /// <summary>Where the second release goes, and every second one after it.</summary>
    Green,
}
