using Slipway.Applications;
using Slipway.Containers;
using Slipway.Hosts;
using Slipway.Routing;

namespace Slipway.Steps;

/// <summary>
/// The health gate: services of the slot answer their health path, asked from inside the application's network, and no container is
/// unhealthy by a HEALTHCHECK of its own. Whether one that is starting will be healthy is not waited for.
/// </summary>
/// <param name="Slot">Where.</param>
/// <param name="Replicas">Which; null for all that the application is described with.</param>
public sealed record AwaitHealthy(Slot Slot, IReadOnlyList<Replica>? Replicas = null) : Step
{
    private const int MostStarts = 5;

    /// <inheritdoc/>
    public override string Describe() => Replicas is null
        ? $"Wait until the {Slot.Label()} slot is healthy"
        : $"Wait until these are healthy in the {Slot.Label()} slot: {Replica.Names(Replicas)}";

    /// <inheritdoc/>
    public override async Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        await Task.WhenAll((Replicas ?? SlotContainers.Replicas(context.Application, Slot))
            .Select(replica => AwaitAsync(context, replica, cancellationToken)));
        return null;
    }

    private static async Task AwaitAsync(StepContext context, Replica replica, CancellationToken cancellationToken)
    {
        var (name, path, port) = (replica.Container, replica.Route.HealthPath, replica.Route.Port);
        var starts = new HashSet<DateTimeOffset>();
        var killed = "";
        await Wait.UntilAsync(context, $"{name} to answer {path} on port {port} with 2xx", context.Application.Timeouts.Health,
            async token =>
            {
                var container = await context.Engine.Containers.FindAsync(name, token);
                // Once it is started again the engine tells it no more.
                killed = container is { OutOfMemory: true } ? container.WhyKilled : killed;
                if (container is { StartedAt: { } started } && starts.Add(started) && starts.Count > MostStarts)
                {
                    // Waiting out the whole limit for a service that dies at each start helps nobody.
                    throw new ContainerNotRunningException(
                        name, $"was expected to answer {path}", $"it has died at each of {MostStarts} starts{killed}", container,
                        await Wait.LastWordsAsync(context, name, token));
                }

                if (container is null)
                {
                    // Nothing makes it anew while this waits.
                    throw new ContainerNotRunningException(
                        name, $"was expected to answer {path}", "the container is gone, removed by somebody else", state: null);
                }

                if (container is not { Status: ContainerStatus.Running, Address: { } address })
                {
                    return $"the container is {container.Status} (exit code {container.ExitCode?.ToString() ?? "none"}){killed}";
                }

                if (container.Health == "unhealthy")
                {
                    // It may recover; one that is still starting has said nothing yet, and its health path speaks for it.
                    return "it is unhealthy by its own HEALTHCHECK";
                }

                var answer = await context.Probe.GetAsync(address, port, path,
                    new Dictionary<string, string>(StringComparer.Ordinal) { ["Host"] = replica.Route.Host ?? name },
                    context.Application.Timeouts.HealthAnswer, token);
                return answer.IsSuccess ? null : answer.ToString();
            },
            name, cancellationToken);
    }
}
