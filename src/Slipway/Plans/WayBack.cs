using Slipway.Hosts;
using Slipway.Keeper;
using Slipway.Observation;
using Slipway.Routing;
using Slipway.Strategies.Canary;

namespace Slipway.Plans;

/// <summary>
/// Where a command wants to go back to. It decides what becomes of a new version that was cut off with all the traffic and before its
/// record: a command that wants it out of the way does not finish it first.
/// </summary>
public sealed class WayBack
{
    private readonly Func<ObservedState, InterruptedRun, bool> leaves;

    private WayBack(Func<ObservedState, InterruptedRun, bool> leaves) => this.leaves = leaves;

    /// <summary>
    /// To an earlier release, as <see cref="ReleaseSession.RollbackAsync(RollbackRequest, CancellationToken)"/> chooses it.
    /// </summary>
    /// <param name="number">Its number; null for the last good one.</param>
    public static WayBack ToRelease(int? number) =>
        new((state, _) => number is not { } asked || state.Releases.Any(record => record.Number == asked));

    /// <summary>To what stands in a slot.</summary>
    /// <param name="slot">The slot that is to get everything.</param>
    public static WayBack ToSlot(Slot slot) => new((_, interrupted) => interrupted.Start.Slot == slot.Other());

    /// <summary>From a canary to what was live before it.</summary>
    public static WayBack FromCanary { get; } = new((_, interrupted) => IsCanary(interrupted));

    /// <summary>Whether a run was one of a canary: it waited for a person, or would have been judged.</summary>
    internal static bool IsCanary(InterruptedRun interrupted) =>
        interrupted is { Start.Run: RunKind.Promote } or { Begun.Strategy: CanarySettings.StrategyName };

    /// <summary>
    /// Whether the command leaves what was cut off at once, rather than finishing it. A way back that was cut off itself is finished.
    /// </summary>
    internal bool Leaves(ObservedState state) =>
        FindEarlier(state) is not null && state.Interrupted is { } interrupted && leaves(state, interrupted);

    /// <summary>
    /// The release that still stands, whole, in the other slot, while a new one that was cut off has all the traffic and no record; null
    /// when there is no such thing.
    /// </summary>
    internal static ReleaseRecord? FindEarlier(ObservedState state) =>
        state is { Interrupted: { Begun: { Restores: null } begun, Start.Slot: { } slot }, Releases: [.., var earlier] }
        && state.Router.Split.Only == slot && state.In(slot).Release == begun.Content && state.LiveRelease?.Number != begun.Number
        && earlier.Slot == slot.Other() && state.In(earlier.Slot) is var old && old.Release == earlier.Content && IsWhole(old)
            ? earlier
            : null;

    /// <summary>Whether every replica that the containers themselves know of is there, running or stopped.</summary>
    private static bool IsWhole(SlotState slot) => slot.Replicas.Count > 0
        && slot.Replicas.GroupBy(replica => replica.Route.Service, StringComparer.Ordinal)
            .All(service => service.Count() >= service.First().Route.Replicas);
}
