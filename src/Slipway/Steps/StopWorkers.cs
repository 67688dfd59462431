using Slipway.Applications;
using Slipway.Routing;

namespace Slipway.Steps;

/// <summary>Lets workers of a slot finish what they do and stops them. They stay, to be started again by an undo or a rollback.</summary>
/// <param name="Slot">The slot that they belong to.</param>
/// <param name="Names">The workers, by name; one that is not there is fine.</param>
public sealed record StopWorkers(Slot Slot, IReadOnlyList<string> Names) : Step
{
    /// <inheritdoc/>
    public override string Describe() => $"Stop in the {Slot.Label()} slot: {string.Join(", ", Names)}";

    /// <inheritdoc/>
    public override async Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        await Task.WhenAll(Names.Select(name =>
            Stopping.StopAsync(context, context.Names.Slot(name, Slot), cancellationToken)));
        return null;
    }

    /// <summary>Undone by starting them again.</summary>
    public PlannedStep Reversible() => WithUndo(new RestartWorkers(Slot, Names));
}
