using Slipway.Containers;
using Slipway.Routing;

namespace Slipway.Steps;

/// <summary>
/// The gate of workers, which answer nobody: each runs, is not started again for a while, and is not unhealthy by a HEALTHCHECK of its own
/// if it has one.
/// </summary>
/// <param name="Slot">Where.</param>
/// <param name="Names">The workers, by name.</param>
/// <param name="Steady">For how long each must have run since its last start; 0: it must run.</param>
public sealed record AwaitWorkers(Slot Slot, IReadOnlyList<string> Names, TimeSpan Steady) : Step
{
    private const int MostStarts = 5;

    /// <inheritdoc/>
    public override string Describe() => $"Wait until these run steadily in the {Slot.Label()} slot: {string.Join(", ", Names)}";

    /// <inheritdoc/>
    /// <exception cref="ContainerNotRunningException">One is gone, or has died at each of its first starts.</exception>
    public override async Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        await Task.WhenAll(Names.Select(name => AwaitAsync(context, context.Names.Slot(name, Slot), cancellationToken)));
        return null;
    }

    private async Task AwaitAsync(StepContext context, string name, CancellationToken cancellationToken)
    {
        var starts = new HashSet<DateTimeOffset>();
        var (since, killed) = (context.Time.GetTimestamp(), "");
        await Wait.UntilAsync(context, $"{name} to run for {Steady.TotalSeconds:0.#} s without being started again",
            context.Application.Timeouts.Health,
            async token =>
            {
                var container = await context.Engine.Containers.FindAsync(name, token);
                killed = container is { OutOfMemory: true } ? container.WhyKilled : killed;
                if (container is { StartedAt: { } started } && starts.Add(started))
                {
                    since = context.Time.GetTimestamp();
                }

                if (container is null || starts.Count > MostStarts)
                {
                    // Waiting out the whole limit for a worker that dies at each start helps nobody.
                    throw new ContainerNotRunningException(
                        name, "was expected to run on",
                        container is null
                            ? "the container is gone, removed by somebody else"
                            : $"it has died at each of {starts.Count} starts{killed}",
                        container, await Wait.LastWordsAsync(context, container is null ? null : name, token));
                }

                return container switch
                {
                    not { Status: ContainerStatus.Running } =>
                        $"the container is {container.Status} (exit code {container.ExitCode?.ToString() ?? "none"}){killed}",
                    // The engine asks for the first time after the check's interval, which may be long: that is not waited for.
                    { Health: "unhealthy" } => "it is unhealthy by its own HEALTHCHECK",
                    _ => context.Time.GetElapsedTime(since) is var ran && ran >= Steady ? null : $"it has run for {ran.TotalSeconds:0.#} s",
                };
            },
            name, cancellationToken);
    }
}
