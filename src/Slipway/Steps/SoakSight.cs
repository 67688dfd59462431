using Slipway.Containers;
using Slipway.Hosts;
using Slipway.Routing;
using Slipway.Verification;

namespace Slipway.Steps;

/// <summary>Where a soak looks: the router's statistics of the slot, the release's own watch, and the slot's containers.</summary>
internal sealed class SoakSight
{
    private readonly StepContext context;
    private readonly Slot slot;
    private readonly IReadOnlyDictionary<string, ContainerState> begun;
    private SlotStatistics? counted;
    private (int Ended, int Lost) watched;

    private SoakSight(StepContext context, Slot slot, IReadOnlyDictionary<string, ContainerState> begun) =>
        (this.context, this.slot, this.begun) = (context, slot, begun);

    /// <summary>From here on. What does not run now and is no service is not looked at: workers start after the soak.</summary>
    public static async Task<SoakSight> BeginAsync(StepContext context, Slot slot, CancellationToken cancellationToken)
    {
        var containers = await ListAsync(context, slot, cancellationToken);
        var sight = new SoakSight(context, slot, containers
            .Where(container => container.Status is ContainerStatus.Running || Replica.Of(container) is not null)
            .ToDictionary(container => container.Name, StringComparer.Ordinal));
        await sight.CountAsync(cancellationToken);
        sight.watched = context.Traffic.Count();
        return sight;
    }

    /// <summary>What has happened since the last look.</summary>
    public async Task<SoakSample> LookAsync(CancellationToken cancellationToken)
    {
        var containers = (await ListAsync(context, slot, cancellationToken))
            .ToDictionary(container => container.Name, StringComparer.Ordinal);
        var faults = await Task.WhenAll(begun.Keys.Order(StringComparer.Ordinal)
            .Select(name => FindFaultAsync(name, containers.GetValueOrDefault(name), cancellationToken)));
        var before = watched;
        watched = context.Traffic.Count();
        return new SoakSample
        {
            Traffic = await CountAsync(cancellationToken),
            Watched = watched.Ended - before.Ended,
            Lost = watched.Lost - before.Lost,
            Restarts = begun.Values.Sum(container => Restarts(container, containers.GetValueOrDefault(container.Name))),
            Faults = [.. faults.OfType<string>()],
        };
    }

    private async Task<TrafficSample> CountAsync(CancellationToken cancellationToken)
    {
        if (!context.Router.Capabilities.Statistics)
        {
            return TrafficSample.None;
        }

        var now = await context.Router.ReadStatisticsAsync(slot, cancellationToken);
        var before = counted ?? now;
        counted = now;
        return TrafficSample.Between(before, now) ?? TrafficSample.None;
    }

    /// <summary>What is wrong with a container now, as a clause; null: nothing.</summary>
    private async Task<string?> FindFaultAsync(string name, ContainerState? container, CancellationToken cancellationToken)
    {
        if (container is not { Status: ContainerStatus.Running })
        {
            return container is null
                ? $"{name} is gone"
                : $"{name} is {container.Status} (exit code {container.ExitCode?.ToString() ?? "none"}){container.WhyKilled}";
        }

        if (container.Health == "unhealthy")
        {
            return $"{name} is unhealthy by its own HEALTHCHECK";
        }

        if (Replica.Of(container) is not { } replica || container.Address is not { } address)
        {
            return null;
        }

        var headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Host"] = replica.Route.Host ?? name };
        var answer = await context.Probe.GetAsync(
            address, replica.Route.Port, replica.Route.HealthPath, headers, context.Application.Timeouts.HealthAnswer, cancellationToken);
        return answer.IsSuccess ? null : $"{name} answers {replica.Route.HealthPath} with {answer}";
    }

    private static int Restarts(ContainerState begun, ContainerState? now) => now is null ? 0
        : int.Max(now.Restarts - begun.Restarts, now.StartedAt is { } started && started != begun.StartedAt ? 1 : 0);

    private static Task<IReadOnlyList<ContainerState>> ListAsync(StepContext context, Slot slot, CancellationToken cancellationToken) =>
        context.Engine.Containers.ListAsync(context.Names.With((ResourceNames.SlotLabel, slot.Label())), cancellationToken);
}
