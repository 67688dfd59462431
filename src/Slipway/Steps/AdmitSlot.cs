using Slipway.Applications;
using Slipway.Containers;
using Slipway.Hosts;
using Slipway.Routing;

namespace Slipway.Steps;

/// <summary>
/// Gives the router the slot's routes and addresses and waits until the router's own checks see it up. Only the preview route leads there.
/// </summary>
/// <param name="Slot">The slot, whose services run.</param>
public sealed record AdmitSlot(Slot Slot) : Step
{
    /// <inheritdoc/>
    public override string Describe() => $"Admit the {Slot.Label()} slot to the router, without traffic";

    /// <inheritdoc/>
    public override async Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        await AdmitAsync(context, Slot, SlotContainers.Replicas(context.Application, Slot), cancellationToken);
        return null;
    }

    /// <summary>Undone by withdrawing the slot.</summary>
    public PlannedStep Reversible() => WithUndo(new WithdrawSlot(Slot));

    /// <summary>Makes these all replicas that the router knows of the slot, at the addresses that they have now.</summary>
    internal static async Task AdmitAsync(
        StepContext context, Slot slot, IReadOnlyList<Replica> replicas, CancellationToken cancellationToken)
    {
        if (replicas.Count == 0)
        {
            await context.Router.WithdrawAsync(slot, cancellationToken);
            return;
        }

        var admitted = await Task.WhenAll(replicas.Select(async replica =>
        {
            var container = await context.Engine.Containers.FindAsync(replica.Container, cancellationToken);
            return container?.Address is { } address
                ? (Endpoint: new ServiceEndpoint(replica.Route.Service, replica.Number, replica.Container, address, replica.Route.Port),
                    Container: container)
                : throw new ContainerNotRunningException(
                    replica.Container, "was expected to run and have an address", $"it is {container?.Status.ToString() ?? "gone"}",
                    container);
        }));
        var routes = replicas.Select(replica => replica.Route.Within(context.Application.Timeouts.HealthAnswer));
        var table = new RoutingTable([.. routes.Distinct()])
        {
            Canary = CanaryMark.Of(context.Application),
            PreviewToken = await PreviewedSlot.EnsureAsync(
                context, slot, [.. admitted.Select(replica => replica.Container)], cancellationToken),
        };
        await context.Router.AdmitAsync(slot, table, [.. admitted.Select(replica => replica.Endpoint)], context.Application.Timeouts.Health,
            cancellationToken);
    }
}
