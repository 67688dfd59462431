using Slipway.Releases;

namespace Slipway.Steps;

/// <summary>Stops replicas that the router sends nothing to any more. They stay, to be started again by an undo or a rollback.</summary>
public sealed record StopReplicas(Slot Slot, IReadOnlyList<Replica> Replicas) : Step
{
    public override string Describe() => $"Stop in the {Slot.Label()} slot: {Replica.Names(Replicas)}";

    public override async Task<string?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        await StopAsync(context, Replicas, cancellationToken);
        return null;
    }

    public override string? DescribeUndo() => $"Start again in the {Slot.Label()} slot: {Replica.Names(Replicas)}";

    public override Task UndoAsync(StepContext context, CancellationToken cancellationToken) => StartAgainAsync(context, Slot, Replicas, cancellationToken);

    internal static Task StopAsync(StepContext context, IReadOnlyList<Replica> replicas, CancellationToken cancellationToken) => Task.WhenAll(
        replicas.Select(replica => context.Engine.Containers.StopAsync(replica.Container, context.Application.Timeouts.Stop, cancellationToken)));

    /// <summary>Starts containers that are there and waits until they are healthy.</summary>
    internal static async Task StartAgainAsync(StepContext context, Slot slot, IReadOnlyList<Replica> replicas, CancellationToken cancellationToken)
    {
        await Task.WhenAll(replicas.Select(replica => context.Engine.Containers.StartAsync(replica.Container, cancellationToken)));
        await new AwaitHealthy(slot, replicas).RunAsync(context, cancellationToken);
    }
}
