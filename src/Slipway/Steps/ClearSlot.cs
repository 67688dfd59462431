using Slipway.Applications;
using Slipway.Containers;
using Slipway.Hosts;
using Slipway.Routing;

namespace Slipway.Steps;

/// <summary>Takes everything out of a slot that gets no traffic: first out of the router, then the containers and their secrets.</summary>
/// <param name="Slot">The slot; an empty one is fine.</param>
public sealed record ClearSlot(Slot Slot) : Step
{
    /// <inheritdoc/>
    public override string Describe() => $"Clear the {Slot.Label()} slot";

    /// <inheritdoc/>
    public override async Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        // An address is given to the next container at once, a stranger's too: the router must have forgotten it by then.
        var busy = false;
        Remark? cut = null;
        if (await context.Engine.Containers.FindAsync(context.Names.Router, cancellationToken) is { } router)
        {
            if (router.Status != ContainerStatus.Running)
            {
                // It comes back with the split it had. Only a router that runs can say that this slot is not in it.
                await context.Router.EnsureAsync(cancellationToken);
            }

            busy = await context.Router.CountInFlightAsync(Slot, container: null, cancellationToken) is not 0;
            if (busy)
            {
                await new DrainSlot(Slot).RunAsync(context, cancellationToken);
                cut = await OpenRequests.CutOffAsync(context, Slot, containers: null, cancellationToken);
            }

            await context.Router.WithdrawAsync(Slot, cancellationToken);
        }

        var containers = await context.Engine.Containers.ListAsync(context.Names.With((ResourceNames.SlotLabel, Slot.Label())),
            cancellationToken);
        await Task.WhenAll(containers.Select(async container =>
        {
            // Workers hold work, and a service may hold a stream that outlived its drain: both get the chance to end it well.
            if (container.IsAlive
                && (busy || container.Labels.GetValueOrDefault(ResourceNames.RoleLabel) == ResourceNames.WorkerRole))
            {
                await Stopping.StopAsync(context, container.Name, cancellationToken);
            }

            await context.Engine.Containers.RemoveAsync(container.Name, cancellationToken);
        }));

        // A container's secrets are there before the container is: those of one that was never made go too.
        foreach (var name in containers.Select(container => container.Name)
            .Union(SlotContainers.Replicas(context.Application, Slot).Select(replica => replica.Container), StringComparer.Ordinal)
            .Union(context.Application.Workers.Select(worker => context.Names.Slot(worker.Name, Slot)), StringComparer.Ordinal))
        {
            await context.Engine.Volumes.RemoveAsync(ResourceNames.SecretsVolume(name), cancellationToken);
        }

        return cut;
    }
}
