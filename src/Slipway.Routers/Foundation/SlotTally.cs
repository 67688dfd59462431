using Slipway.Routing;

namespace Slipway.Routers.Foundation;

/// <summary>What a proxy has counted of a slot since it started.</summary>
/// <param name="Requests">Requests that ended, 0 or more; without those that are not counted (see <see cref="OwnRequest"/>).</param>
/// <param name="Errors">Of these, answered with 5xx, the proxy's own answers included, or broken off by the service.</param>
public sealed record SlotTally(long Requests, long Errors)
{
    /// <summary>
    /// Of the errors, those that the service did not answer, or not to the end; null (the default) for a proxy that can't tell.
    /// </summary>
    public long? Lost { get; init; }

    /// <summary>
    /// Mean time to answer of the recent requests, for a proxy that keeps no total; null (the default) for one that does.
    /// </summary>
    public TimeSpan? RecentLatency { get; init; }

    /// <summary>Answers whose time is in <see cref="TotalLatency"/>. Default 0.</summary>
    public long Answers { get; init; }

    /// <summary>Time to answer of all <see cref="Answers"/> together. Default 0.</summary>
    public TimeSpan TotalLatency { get; init; }

    /// <summary>
    /// The traffic since <paramref name="start"/>; since the proxy started if that is null or was before the proxy's last start.
    /// </summary>
    public SlotStatistics Since(SlotTally? start)
    {
        var isLater = start is not null && start.Requests <= Requests && start.Errors <= Errors && start.Answers <= Answers
            && !(start.Lost > Lost);
        var from = isLater ? start! : new SlotTally(0, 0);
        var (requests, answers) = (Requests - from.Requests, Answers - from.Answers);
        return new SlotStatistics(
            requests,
            Errors - from.Errors,
            answers > 0 ? (TotalLatency - from.TotalLatency) / answers : requests > 0 ? RecentLatency : null)
        {
            Lost = Lost - (from.Lost ?? 0),
        };
    }
}
