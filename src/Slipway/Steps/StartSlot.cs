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
            // Its other replicas have the same image.
            await (replica == 1 ? WarnOfVolumesAsync(context, workload, spec, cancellationToken) : Task.CompletedTask);
        }

        await context.Engine.Containers.StartAsync(spec.Name, cancellationToken);
    }

    /// <summary>
    /// A VOLUME of the image is a volume of this container alone, and goes with it. Whoever wrote it believes that it keeps something.
    /// </summary>
    private static async Task WarnOfVolumesAsync(
        StepContext context, Workload workload, ContainerSpec spec, CancellationToken cancellationToken)
    {
        var own = spec.Mounts.Select(mount => mount.Path).Concat(spec.TemporaryFolders).ToHashSet(StringComparer.Ordinal);
        var made = await context.Engine.Containers.FindAsync(spec.Name, cancellationToken);
        string[] lost =
        [
            .. (made?.From?.Mounts ?? []).Select(mount => mount.Path).Where(path => !own.Contains(path))
                .Order(StringComparer.Ordinal),
        ];
        if (lost.Length > 0)
        {
            context.Warn(
                $"{spec.Name}: what {workload.Name} writes to {string.Join(", ", lost)}, a VOLUME of its image, is lost at the next "
                + "release: each release has containers of its own. Keep it in a shared service with a DataPath, or outside; for what may "
                + "be lost take VOLUME out of the Dockerfile and write to /tmp.");
        }
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
