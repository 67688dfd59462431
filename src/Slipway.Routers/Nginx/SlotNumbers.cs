using Slipway.Routing;

namespace Slipway.Routers.Nginx;

/// <summary>What the proxy counted of a slot since it started.</summary>
/// <param name="Requests">Requests that ended.</param>
/// <param name="Errors">Of these, answered with 5xx, the proxy's own included, or broken off by the service.</param>
/// <param name="Answers">Of these, answered by the service.</param>
/// <param name="Milliseconds">Time to the first byte of all <paramref name="Answers"/> together.</param>
/// <param name="Flight">Requests under way, by container.</param>
internal sealed record SlotNumbers(long Requests, long Errors, long Answers, double Milliseconds, IReadOnlyDictionary<string, int> Flight)
{
    /// <summary>The traffic since <paramref name="start"/>; since the proxy started if that is null or was before the proxy's last start.</summary>
    public SlotStatistics Since(SlotNumbers? start)
    {
        var from = start is not null && start.Requests <= Requests && start.Errors <= Errors && start.Answers <= Answers ? start : new SlotNumbers(0, 0, 0, 0, Flight);
        var answers = Answers - from.Answers;
        return new SlotStatistics(
            Requests - from.Requests,
            Errors - from.Errors,
            answers == 0 ? null : TimeSpan.FromMilliseconds((Milliseconds - from.Milliseconds) / answers));
    }
}
