using Slipway.Containers;
using Slipway.Releases;

namespace Slipway.Steps;

/// <summary>The health gate: every service of the slot answers its health path, asked from inside the application's network.</summary>
public sealed record AwaitHealthy(Slot Slot) : Step
{
    private const int MostStarts = 5;
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(5);

    public override string Describe() => $"Wait until the {Slot.Label()} slot is healthy";

    public override async Task<string?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        await Task.WhenAll(SlotContainers.Replicas(context.Application, Slot).Select(replica => AwaitAsync(context, replica.Service, replica.Name, cancellationToken)));
        return null;
    }

    private static async Task AwaitAsync(StepContext context, Service service, string name, CancellationToken cancellationToken)
    {
        var starts = new HashSet<DateTimeOffset>();
        await Wait.UntilAsync(context, $"{name} to answer {service.HealthPath} on port {service.Port} with 2xx", context.Application.Timeouts.Health,
            async token =>
            {
                var container = await context.Engine.Containers.FindAsync(name, token);
                if (container is { StartedAt: { } started } && starts.Add(started) && starts.Count > MostStarts)
                {
                    // Waiting out the whole limit for a service that dies at each start helps nobody.
                    throw new SlipwayException(ExitCode.Failed,
                        $"{name} was expected to answer {service.HealthPath}; it has died at each of {MostStarts} starts.{await Wait.LastWordsAsync(context, name, token)}");
                }

                if (container is not { Status: ContainerStatus.Running, Address: { } address })
                {
                    return container is null ? "the container is gone" : $"the container is {container.Status} (exit code {container.ExitCode?.ToString() ?? "none"})";
                }

                var answer = await context.Probe.GetAsync(address, service.Port, service.HealthPath,
                    new Dictionary<string, string>(StringComparer.Ordinal) { ["Host"] = service.Route.Host ?? name }, ProbeTimeout, token);
                return answer.IsSuccess ? null : answer.ToString();
            },
            name, cancellationToken);
    }
}
