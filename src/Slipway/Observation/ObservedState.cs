using Slipway.Containers;
using Slipway.Hosts;
using Slipway.Keeper;
using Slipway.Routing;

namespace Slipway.Observation;

/// <summary>
/// All that planning may know: what engine and router show now, and what the keeper recorded. Where they differ, what is shown wins.
/// </summary>
public sealed record ObservedState
{
    /// <summary>What the proxy does; <see cref="RouterState.NotRunning"/> where there is none.</summary>
    public required RouterState Router { get; init; }

    /// <summary>The application's slot containers.</summary>
    public required IReadOnlyList<ContainerState> Containers { get; init; }

    /// <summary>The application's shared services, those that are not described any more too.</summary>
    public IReadOnlyList<ContainerState> SharedServices { get; init; } = [];

    /// <summary>The containers that requests come through: the router's, and the edge's where there is one. Default none.</summary>
    public IReadOnlyList<ContainerState> Doors { get; init; } = [];

    /// <summary>Why no request comes through; null while the router runs and answers.</summary>
    public ClosedDoor? Closed => Router.Running ? null : ClosedDoor.Of(Doors, Releases is [.., var newest] ? newest.Slot : null);

    /// <summary>Oldest first.</summary>
    public required IReadOnlyList<ReleaseRecord> Releases { get; init; }

    /// <summary>A run that left the target half-way; null when there is none. One that is under way now looks the same.</summary>
    public InterruptedRun? Interrupted { get; init; }

    /// <summary>A release that waits for a person; null when none does.</summary>
    public PausedRun? Paused { get; init; }

    /// <summary>
    /// The newest release that the shared services were started and migrated for, while it has not gone live; null when there is none.
    /// </summary>
    public BegunRelease? Migrated { get; init; }

    /// <summary>The images, by digest, of everything that the journal knows to have been begun, whether or not it went live.</summary>
    public IReadOnlyList<string> BegunImages { get; init; } = [];

    /// <summary>The highest number that any run has used; 0 before the first.</summary>
    public int LastNumber { get; init; }

    /// <summary>A target that the application was never on.</summary>
    public static ObservedState Nothing { get; } = new() { Router = RouterState.NotRunning, Containers = [], Releases = [] };

    /// <summary>
    /// The slot that all traffic goes to, by the router's own word. While both get some: the one that was live before, which is the one of
    /// the newest record, because a release is recorded only once everything goes to it.
    /// </summary>
    public Slot? Live => Router.Split.Only ?? (Router.Split != Split.None && Releases is [.., var newest] ? newest.Slot : null);

    /// <summary>The record of what is live; null before the first release, or when what is live was never recorded.</summary>
    public ReleaseRecord? LiveRelease => Live is { } live
        ? Releases.LastOrDefault(record => record.Slot == live && (In(live).Release ?? record.Content) == record.Content)
        : null;

    /// <summary>The record of what stands in a slot; null for an empty one, and for what never went live.</summary>
    /// <param name="slot">Which of the two.</param>
    public ReleaseRecord? RecordOf(Slot slot) =>
        In(slot).Release is { } content ? Releases.LastOrDefault(record => record.Content == content) : null;

    /// <summary>What stands in a slot, by the labels of the containers.</summary>
    public SlotState In(Slot slot) => new(slot,
        [.. Containers.Where(container => container.Labels.GetValueOrDefault(ResourceNames.SlotLabel) == slot.Label())]);
}
