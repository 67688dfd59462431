using Slipway.Applications;
using Slipway.Hosts;
using Slipway.Keeper;
using Slipway.Observation;
using Slipway.Routing;
using Slipway.Strategies;

namespace Slipway.Reporting;

/// <summary>What is so on a target at one moment.</summary>
/// <param name="Application">The description that was asked with.</param>
/// <param name="State">What engine, router and keeper show.</param>
/// <param name="Holder">Who is changing it now; null when nobody is.</param>
/// <param name="Address">Where it is live.</param>
public sealed record StatusReport(Application Application, ObservedState State, LockHolder? Holder, Uri Address)
{
    /// <summary>A run that is not under way any more and left the target half-way.</summary>
    public InterruptedRun? Interrupted => Holder is null ? State.Interrupted : null;

    /// <summary>Containers that should run and that the engine will not start by itself: the next `Deploy` or `Rollback` does.</summary>
    public IReadOnlyList<string> Stopped =>
    [
        .. State.SharedServices.Where(container =>
            Application.SharedServices.Any(shared => shared.Name == container.Labels.GetValueOrDefault(ResourceNames.WorkloadLabel)))
            .Concat(Enum.GetValues<Slot>().Where(IsServing).SelectMany(slot => State.In(slot).Containers))
            .Where(container => Holder is null && container.IsStopped).Select(container => container.Name),
    ];

    /// <summary>The ways to release that are known. Default <see cref="StrategyRegistry.BuiltIn"/>.</summary>
    public StrategyRegistry Strategies { get; init; } = StrategyRegistry.BuiltIn;

    /// <summary>A release that waits for a person.</summary>
    public PausedRun? Paused => Holder is null && State.Interrupted is null ? State.Paused : null;

    /// <summary>What waits for a person, and what that person can do; null when nothing waits.</summary>
    public string? Waiting => Paused is { } paused
        ? Strategies.Of(paused.Begun).DescribeStatus(Application.DescribedBy(paused.Begun.Description), State.Router.Split, paused)
        : null;

    /// <summary>While the router does not run, nobody knows where it leads: probably to what was recorded last.</summary>
    private bool IsServing(Slot slot) =>
        State.Router.Running ? State.Router.Split.Reaches(slot) : State.Releases is [.., var newest] && newest.Slot == slot;
}
