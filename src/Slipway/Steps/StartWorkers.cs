using Slipway.Applications;
using Slipway.Keeper;
using Slipway.Routing;

namespace Slipway.Steps;

/// <summary>Starts the workers of a release, after the switch.</summary>
/// <param name="Slot">The slot that they belong to.</param>
/// <param name="Release">What their containers are made from.</param>
/// <param name="Names">The workers, by name; others of the application are left alone.</param>
public sealed record StartWorkers(Slot Slot, BegunRelease Release, IReadOnlyList<string> Names) : Step
{
    /// <inheritdoc/>
    public override string Describe() => $"Start in the {Slot.Label()} slot: {string.Join(", ", Names)}";

    /// <inheritdoc/>
    public override async Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var described = context.DescribedFor(Release).Workers;
        // One that runs from an earlier description has a container of its own: it is started, or its absence is an error.
        foreach (var name in Names.Where(name => described.All(worker => worker.Name != name)))
        {
            await context.Engine.Containers.StartAsync(context.Names.Slot(name, Slot), cancellationToken);
        }

        await Task.WhenAll(described.Where(worker => Names.Contains(worker.Name, StringComparer.Ordinal)).Select(worker =>
            StartSlot.StartAsync(context, worker, Slot, 1, Release, cancellationToken)));
        return null;
    }

    /// <summary>Undone by stopping them.</summary>
    public PlannedStep Reversible() => WithUndo(new StopWorkers(Slot, Names));
}
