using Slipway.Applications;
using Slipway.Containers;
using Slipway.Hosts;
using Slipway.Keeper;
using Slipway.Routing;

namespace Slipway.Steps;

/// <summary>Creates and starts the services of a release in a slot that gets no traffic. Containers that are there already stay.</summary>
/// <param name="Slot">The slot.</param>
/// <param name="Release">What its containers are made from.</param>
public sealed record StartSlot(Slot Slot, BegunRelease Release) : Step
{
    /// <summary>Whether the release is in the slot already, and only what does not run there is started. Default false.</summary>
    public bool Warm { get; init; }

    /// <inheritdoc/>
    public override string Describe() => Warm
        ? $"Make sure that release {Release.Content} runs in the {Slot.Label()} slot"
        : $"Start release {Release.Content} in the {Slot.Label()} slot";

    /// <inheritdoc/>
    public override async Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        await Task.WhenAll(SlotContainers.Replicas(context.DescribedFor(Release), Slot)
            .Select(replica => StartAsync(context, replica, Slot, Release, cancellationToken)));
        return null;
    }

    /// <summary>Undone by clearing the slot.</summary>
    public PlannedStep Reversible() => WithUndo(new ClearSlot(Slot));

    internal static Task StartAsync(
        StepContext context, Replica replica, Slot slot, BegunRelease release, CancellationToken cancellationToken)
    {
        var service = context.DescribedFor(release).Services.Single(service => service.Name == replica.Route.Service);
        return StartAsync(context, service, slot, replica.Number, release, cancellationToken);
    }

    internal static async Task StartAsync(
        StepContext context, Workload workload, Slot slot, int replica, BegunRelease release, CancellationToken cancellationToken)
    {
        var spec = SlotContainers.Describe(context.DescribedFor(release), workload, slot, replica, release);
        if (await context.Engine.Containers.FindAsync(spec.Name, cancellationToken) is null)
        {
            if (workload.Secrets.Count > 0)
            {
                await context.Secrets.DeliverAsync(ResourceNames.SecretsVolume(spec.Name), workload.Secrets, release.Secrets,
                    workload.UserId, cancellationToken);
            }

            await CreateAsync(context, spec, cancellationToken);
        }

        await context.Engine.Containers.StartAsync(spec.Name, cancellationToken);
    }

    /// <summary>
    /// Creates a container of a pulled image; pulls again when another application of this engine, which shares it, has pruned it since.
    /// </summary>
    internal static async Task CreateAsync(StepContext context, ContainerSpec spec, CancellationToken cancellationToken)
    {
        try
        {
            await context.Engine.Containers.CreateAsync(spec, cancellationToken);
        }
        catch (ImageUnavailableException)
        {
            await context.Engine.Images.PullAsync(spec.Image, cancellationToken);
            await context.Engine.Containers.CreateAsync(spec, cancellationToken);
        }
    }
}
