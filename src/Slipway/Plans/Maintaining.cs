using Slipway.Keeper;
using Slipway.Steps;

namespace Slipway.Plans;

/// <summary>Turns the maintenance page on or off because a person asks for it.</summary>
internal static class Maintaining
{
    /// <param name="live">What the page stands before.</param>
    /// <param name="on">Whether it is to stand there.</param>
    /// <param name="queue">How long requests wait before they see it; 0: they see it at once.</param>
    /// <param name="by">Who asks for it.</param>
    public static Plan Plan(ReleaseRecord live, bool on, TimeSpan queue, string by) => new()
    {
        Kind = RunKind.Maintenance,
        Subject = !on ? "off" : queue > TimeSpan.Zero ? $"on, requests wait at most {queue.TotalSeconds:0.###} s" : "on",
        Release = BegunRelease.Of(live, by),
        Steps =
        [
            new EnsureRouter(),
            .. on && queue > TimeSpan.Zero ? new PlannedStep[] { new HoldTraffic(queue).Reversible() } : [],
            on ? new ShowMaintenance().Reversible() : new HideMaintenance().Reversible(),
        ],
    };
}
