using Slipway.Containers;
using Slipway.Releases;
using Slipway.Routing;

namespace Slipway.Tests.Recording;

/// <summary>The router's durable state: routes, addresses and split stay when its container dies.</summary>
internal sealed class RecordedRouter(RecordingTarget target)
{
    private readonly Dictionary<Slot, (RoutingTable Table, IReadOnlyList<ServiceEndpoint> Endpoints)> admitted = [];

    public Split Split { get; private set; } = Split.None;

    /// <summary>Requests under way, by slot.</summary>
    public Dictionary<Slot, int> InFlight { get; } = [];

    /// <summary>Whether a slot got all traffic: from then on the application must be served.</summary>
    public bool MustServe { get; private set; }

    public bool Maintenance { get; set; }

    public string? Name { get; set; }

    public RecordedContainer? Container => Name is { } name ? target.Containers.GetValueOrDefault(name) : null;

    public bool Running => Container is { Runs: true };

    public IReadOnlyCollection<Slot> Admitted => admitted.Keys;

    /// <summary>Takes over what another router holds.</summary>
    public void Become(RecordedRouter other)
    {
        (Split, MustServe, Maintenance, Name) = (other.Split, other.MustServe, other.Maintenance, other.Name);
        foreach (var (slot, admission) in other.admitted)
        {
            admitted[slot] = admission;
        }
    }

    /// <summary>It is killed from outside; until somebody starts it again nobody can be served.</summary>
    public void Die()
    {
        if (Container is { } container)
        {
            container.Status = ContainerStatus.Exited;
            MustServe = false;
        }
    }

    /// <summary>From here on nobody expects to be served: the application is being removed.</summary>
    public void Forget() => MustServe = false;

    public void Admit(Slot slot, RoutingTable table, IReadOnlyList<ServiceEndpoint> endpoints)
    {
        foreach (var endpoint in endpoints)
        {
            if (!Serves(endpoint))
            {
                throw new RouterException($"{endpoint.Name} at {endpoint.Address}:{endpoint.Port} is down");
            }
        }

        admitted[slot] = (table, endpoints);
    }

    public void Start(RecordedContainer container)
    {
        container.Status = ContainerStatus.Running;
        MustServe |= Split.Only is not null;
    }

    public void Shift(Split split)
    {
        Split = split;
        MustServe |= split.Only is not null;
    }

    public void Withdraw(Slot slot)
    {
        if (Split.Reaches(slot))
        {
            throw new RouterException($"the {slot.Label()} slot gets traffic");
        }

        admitted.Remove(slot);
    }

    public bool IsUp(Slot slot) => admitted.TryGetValue(slot, out var admission) && admission.Endpoints.All(Serves);

    /// <summary>Why a client would not be served; null when it would.</summary>
    public string? Unserved() =>
        !Running ? "the router does not run"
        : Split.Only is not { } live ? $"traffic goes to {Split}"
        : !IsUp(live) ? $"traffic goes to {Split}, and not every service runs there"
        : null;

    public (int Status, string Body) Answer(IReadOnlyDictionary<string, string> headers, string path)
    {
        if (!Running)
        {
            throw new IOException("connection refused");
        }

        var preview = SlotExtensions.Parse(headers.GetValueOrDefault(Preview.Header));
        var slot = preview ?? Split.Only;
        if (slot is not { } chosen || !admitted.TryGetValue(chosen, out var admission))
        {
            return (503, "no release");
        }

        var route = admission.Table.Routes.Where(route => path.StartsWith(route.PathPrefix, StringComparison.Ordinal)).MaxBy(route => route.PathPrefix.Length);
        return route is not null && admission.Endpoints.FirstOrDefault(endpoint => endpoint.Service == route.Service) is { } endpoint
            && Find(endpoint) is { Runs: true } container
                ? preview is null && !Behaviour.ServesLive(container.Spec.Image) ? (500, "broken") : RecordingTarget.Answer(container)
                : (503, "no server is available");
    }

    private bool Serves(ServiceEndpoint endpoint) => Find(endpoint) is { Runs: true } container && RecordingTarget.Answer(container).Status == 200;

    private RecordedContainer? Find(ServiceEndpoint endpoint) => target.Containers.GetValueOrDefault(endpoint.Name);
}
