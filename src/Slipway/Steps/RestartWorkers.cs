using Slipway.Routing;

namespace Slipway.Steps;

/// <summary>Starts workers that were stopped. One whose container is gone stays away.</summary>
internal sealed record RestartWorkers(Slot Slot, IReadOnlyList<string> Names) : Step
{
    public override string Describe() => $"Start again in the {Slot.Label()} slot: {string.Join(", ", Names)}";

    public override async Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        foreach (var name in Names.Select(name => context.Names.Slot(name, Slot)))
        {
            if (await context.Engine.Containers.FindAsync(name, cancellationToken) is not null)
            {
                await context.Engine.Containers.StartAsync(name, cancellationToken);
            }
        }

        return null;
    }
}
