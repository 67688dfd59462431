namespace Slipway.Routing;

/// <summary>What a proxy can do. Planning refuses a strategy on a router that lacks what it needs.</summary>
public sealed record RouterCapabilities
{
    /// <summary>The proxy's name and version range, for messages and documents: <c>HAProxy 2.6</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Splits other than all-or-nothing.</summary>
    public bool Weights { get; init; }

    /// <summary>A marked request goes to the canary (see <see cref="CanaryMark"/>).</summary>
    public bool CanaryMarks { get; init; }

    /// <summary>The number of requests under way, of a slot and of each container.</summary>
    public bool CountsInFlight { get; init; }

    /// <summary>A page can stand before everything, with status 503, whatever the slots do.</summary>
    public bool Maintenance { get; init; }

    /// <summary>Requests, errors and latency of a slot.</summary>
    public bool Statistics { get; init; }

    /// <summary>
    /// What the application answered is told from what the proxy says by itself: by <see cref="OwnRequest.AnsweredHeader"/>, and by
    /// <see cref="SlotStatistics.Lost"/>.
    /// </summary>
    public bool TellsOwnAnswers { get; init; }

    /// <summary>New requests can wait for a bounded time.</summary>
    public bool Hold { get; init; }

    /// <summary>TLS at the edge.</summary>
    public bool Tls { get; init; }

    /// <summary>
    /// The listening sockets outlive the proxy: while it restarts, new connections wait instead of being refused, and a new version of its
    /// image takes over beside the old one without a lost request.
    /// </summary>
    public bool ReplacedWithoutGap { get; init; }
}
