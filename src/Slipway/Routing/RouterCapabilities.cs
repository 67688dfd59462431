namespace Slipway.Routing;

/// <summary>What a proxy can do. Planning refuses a strategy on a router that lacks what it needs.</summary>
public sealed record RouterCapabilities
{
    /// <summary>The proxy's name and version range, for messages and documents: <c>HAProxy 2.6</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Splits other than all-or-nothing.</summary>
    public bool Weights { get; init; }

    /// <summary>The exact number of requests under way of a slot.</summary>
    public bool CountsInFlight { get; init; }

    /// <summary>A request can choose its slot with the preview header.</summary>
    public bool Preview { get; init; }

    public bool Maintenance { get; init; }

    public bool Statistics { get; init; }
}
