namespace Slipway.Routing;

/// <summary>One of the two places that a release can run in.</summary>
public enum Slot
{
    Blue,
    Green,
}
