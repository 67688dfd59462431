using Slipway.Hosts;
using Slipway.Keeper;
using Slipway.Routing;
using Slipway.Steps;

namespace Slipway.Strategies.Rolling;

/// <summary>Creates and starts some replicas of a release. Containers that are there already stay.</summary>
internal sealed record StartReplicas(Slot Slot, BegunRelease Release, IReadOnlyList<Replica> Replicas) : Step
{
    public override string Describe() => $"Start in the {Slot.Label()} slot: {Replica.Names(Replicas)} of release {Release.Content}";

    public override async Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        await Task.WhenAll(Replicas.Select(replica => StartSlot.StartAsync(context, replica, Slot, Release, cancellationToken)));
        return null;
    }

    /// <summary>Undone by removing them.</summary>
    public PlannedStep Reversible() => WithUndo(new RemoveReplicas(Slot, Replicas));
}
