using Slipway.Applications;
using Slipway.Containers;
using Slipway.Hosts;
using Slipway.Routing;

namespace Slipway.Tests.Recording;

/// <summary>One process's hold of the router.</summary>
internal sealed class RecordingRouter(RecordingTarget target, Fate fate) : IRouter
{
    private const string Container = "shop-router";

    public RouterCapabilities Capabilities { get; init; } = new()
    {
        Name = "Recording router", Weights = true, CanaryMarks = true, CountsInFlight = true, Maintenance = true, Statistics = true,
        TellsOwnAnswers = true,
        Hold = target.CanHold,
    };

    public IReadOnlyList<SpecificationFault> Check(Application application) => Refused;

    /// <summary>What it says that it can't render.</summary>
    public IReadOnlyList<SpecificationFault> Refused { get; init; } = target.Refused;

    public Task ProveAddressAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return target.Look(fate, () => target.AddressHolder) is { } holder
            ? throw new SpecificationException([new SpecificationFault("router.port", $"0.0.0.0:8080 can't be published: {holder} has it")])
            : Task.CompletedTask;
    }

    public Task EnsureAsync(CancellationToken cancellationToken) => EnsureAsync(moves: true, cancellationToken);

    public Task ResumeAsync(CancellationToken cancellationToken) => EnsureAsync(moves: false, cancellationToken);

    private Task EnsureAsync(bool moves, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        target.Act(fate, "router ensure", () =>
        {
            if ((moves || target.PublishedAt is null) && target.AddressHolder is { } holder)
            {
                throw new SpecificationException(
                    [new SpecificationFault("router.port", $"0.0.0.0:8080 can't be published: {holder} has it")]);
            }

            if (moves && target.CertificateMissing)
            {
                throw new RouterException("the router has no certificate to speak TLS with");
            }

            target.Router.Name = Container;
            if (!target.Containers.TryGetValue(Container, out var container))
            {
                var labels = new ResourceNames("shop").With((ResourceNames.RoleLabel, "router"));
                target.Containers[Container] = container = new RecordedContainer(
                    new ContainerSpec { Name = Container, Image = RecordingTarget.BaseImage, Labels = labels }, target.NextAddress());
            }

            target.PublishedAt = moves ? null : target.PublishedAt;
            target.CertificateRenewed = false;
            target.Router.Start(container);
        });
        return Task.CompletedTask;
    }

    public Task<RouterState> ObserveAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(target.Look(fate, () => target.Router.Running
            ? new RouterState(true, target.Router.Split, new HashSet<Slot>(Enum.GetValues<Slot>().Where(target.Router.IsUp)),
                target.Router.Maintenance)
            {
                Drift = target.PublishedAt is { } elsewhere ? new PublicationDrift(elsewhere, "0.0.0.0:8080") { Port = 9999 } : null,
                CertificateRenewed = target.CertificateRenewed,
                CertificateMissing = target.CertificateMissing,
            }
            : RouterState.NotRunning));
    }

    public Task AdmitAsync(
        Slot slot, RoutingTable table, IReadOnlyList<ServiceEndpoint> endpoints, TimeSpan patience, CancellationToken cancellationToken)
    {
        // A list of single replicas reads as it did before there were several.
        var several = endpoints.Any(endpoint => endpoint.Replica > 1) || table.Routes.Any(route => route.Replicas > 1);
        return ChangeAsync($"router admit {slot.Label()}{(several ? $" {endpoints.Count}" : "")}",
            () => target.Router.Admit(slot, table, endpoints), cancellationToken);
    }

    public Task ShiftAsync(Split split, CancellationToken cancellationToken) =>
        ChangeAsync($"router shift to {split}", () => target.Router.Shift(split), cancellationToken);

    public Task<int?> CountInFlightAsync(Slot slot, string? container, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<int?>(target.Look(fate, () => target.Router.InFlight(slot, container)));
    }

    public Task WithdrawAsync(Slot slot, CancellationToken cancellationToken) =>
        ChangeAsync($"router withdraw {slot.Label()}", () => target.Router.Withdraw(slot), cancellationToken);

    public Task<SlotStatistics> ReadStatisticsAsync(Slot slot, CancellationToken cancellationToken) =>
        Task.FromResult(target.Look(fate, () => target.Router.Statistics(slot)));

    public Task SetMaintenanceAsync(bool on, CancellationToken cancellationToken) =>
        ChangeAsync($"router maintenance {(on ? "on" : "off")}", () => target.Router.Maintain(on), cancellationToken);

    public Task HoldAsync(TimeSpan limit, CancellationToken cancellationToken) => target.CanHold
        ? ChangeAsync(limit == TimeSpan.Zero ? "router goes on" : $"router holds {limit.TotalSeconds:0} s", () => { }, cancellationToken)
        : throw new RouterException("the recording router can't hold requests");

    public Task RemoveAsync(CancellationToken cancellationToken) =>
        ChangeAsync("router remove", () => target.Containers.Remove(Container), cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task ChangeAsync(string effect, Action change, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        target.Act(fate, effect, () =>
        {
            if (!target.Router.Running)
            {
                throw new RouterException("the router does not run");
            }

            change();
        });
        return Task.CompletedTask;
    }
}
