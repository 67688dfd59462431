using Slipway.Applications;
using Slipway.Containers;
using Slipway.Routing;

namespace Slipway.Tests.Recording;

/// <summary>The router's durable state: routes, addresses and split stay when its container dies.</summary>
internal sealed class RecordedRouter(RecordingTarget target)
{
    private readonly Dictionary<Slot, (RoutingTable Table, IReadOnlyList<ServiceEndpoint> Endpoints)> admitted = [];

    public Split Split { get; private set; } = Split.None;

    public RecordedTraffic Traffic { get; } = new(target.Time);

    /// <summary>Whether a slot got traffic: from then on the application must be served.</summary>
    public bool MustServe { get; private set; }

    public bool Maintenance { get; private set; }

    public string? Name { get; set; }

    public RecordedContainer? Container => Name is { } name ? target.Containers.GetValueOrDefault(name) : null;

    public bool Running => Container is { Runs: true } && !Mute;

    /// <summary>Whether its container runs and the proxy in it does not answer.</summary>
    public bool Mute { get; set; }

    /// <summary>How many containers of a slot it knows.</summary>
    public int Admitted(Slot slot) => admitted.TryGetValue(slot, out var admission) ? admission.Endpoints.Count : 0;

    /// <summary>What it was told of a slot's routes.</summary>
    public RoutingTable TableOf(Slot slot) => admitted[slot].Table;

    /// <summary>Takes over what another router holds.</summary>
    public void Become(RecordedRouter other)
    {
        (Split, MustServe, Maintenance, Name) = (other.Split, other.MustServe, other.Maintenance, other.Name);
        foreach (var (slot, admission) in other.admitted)
        {
            admitted[slot] = admission;
        }

        Traffic.Rate = other.Traffic.Rate;
        Turn();
    }

    /// <summary>Takes over what was written down of a router, in the middle of its traffic.</summary>
    /// <param name="leaving">Containers that get no new requests and have some under way, with how long those take yet.</param>
    public void Resume(
        Split split, bool maintenance, bool mustServe,
        IReadOnlyDictionary<Slot, (RoutingTable Table, IReadOnlyList<ServiceEndpoint> Endpoints)> slots,
        IReadOnlyDictionary<string, TimeSpan> leaving)
    {
        (Split, Maintenance, MustServe) = (split, maintenance, mustServe);
        foreach (var (slot, admission) in slots)
        {
            admitted[slot] = admission;
        }

        Turn();
        Traffic.Leave(leaving);
    }

    /// <summary>A path that no version of the application answers; null: each answers all.</summary>
    public string? Refuses { get; set; }

    /// <summary>It is killed from outside; until somebody starts it again nobody can be served.</summary>
    public void Die()
    {
        if (Container is { } container)
        {
            container.Status = ContainerStatus.Exited;
            MustServe = false;
            Traffic.End();
        }
    }

    /// <summary>The engine dies, and everything with it: nobody is served until all that serves was started again.</summary>
    public void Fall()
    {
        MustServe = false;
        Traffic.End();
    }

    /// <summary>From here on nobody expects to be served: the application is being removed.</summary>
    public void Forget() => MustServe = false;

    public void Admit(Slot slot, RoutingTable table, IReadOnlyList<ServiceEndpoint> endpoints)
    {
        foreach (var route in table.Routes.Where(route => endpoints.All(endpoint => endpoint.Service != route.Service)))
        {
            throw new RouterException($"{route.Service} has no endpoint");
        }

        foreach (var endpoint in endpoints)
        {
            if (!Serves(endpoint))
            {
                throw new RouterException($"{endpoint.Name} at {endpoint.Address}:{endpoint.Port} is down");
            }
        }

        admitted[slot] = (table, endpoints);
        Turn();
    }

    public void Start(RecordedContainer container)
    {
        container.Status = ContainerStatus.Running;
        Mute = false;
        MustServe |= Split != Split.None && Unserved() is null;
        Turn();
    }

    public void Shift(Split split)
    {
        foreach (var slot in Enum.GetValues<Slot>().Where(slot => split.Reaches(slot) && !admitted.ContainsKey(slot)))
        {
            throw new RouterException($"the {slot.Label()} slot was not admitted");
        }

        Count();
        Split = split;
        MustServe |= split != Split.None;
        Turn();
    }

    public void Maintain(bool on)
    {
        Count();
        Maintenance = on;
        Turn();
    }

    public int InFlight(Slot slot, string? container) => !Running ? 0
        : target.Containers.Values.Count(
            candidate =>
                candidate.Slot == slot && (container ?? candidate.Spec.Name) == candidate.Spec.Name && Traffic.IsBusy(candidate.Spec.Name));

    public SlotStatistics Statistics(Slot slot)
    {
        Count();
        var slow = In(slot).Any(container => Behaviour.IsSlow(container.Spec.Image));
        return Traffic.Read(slot, TimeSpan.FromMilliseconds(slow ? 200 : 20));
    }

    public void Withdraw(Slot slot)
    {
        if (Split.Reaches(slot))
        {
            throw new RouterException($"the {slot.Label()} slot gets traffic");
        }

        admitted.Remove(slot);
        Turn();
    }

    public bool IsUp(Slot slot) => admitted.TryGetValue(slot, out var admission) && admission.Endpoints.All(Serves);

    /// <summary>Why a client would not be served; null when it would.</summary>
    public string? Unserved() =>
        !Running ? "the router does not run"
        : Maintenance ? null // which is what the page says
        : Split == Split.None ? $"traffic goes to {Split}"
        : Enum.GetValues<Slot>().Any(slot => Split.Reaches(slot) && !IsUp(slot))
            ? $"traffic goes to {Split}, and not every service runs there"
        : null;

    public (int Status, string Body) Answer(IReadOnlyDictionary<string, string> headers, string path)
    {
        if (!Running)
        {
            throw new IOException("connection refused");
        }

        if (Maintenance)
        {
            return (503, "maintenance");
        }

        if (path == Refuses)
        {
            return (404, "not here");
        }

        var preview = SlotExtensions.Parse(headers.GetValueOrDefault(Preview.Header)) is { } named
            && admitted.TryGetValue(named, out var shown) && shown.Table.PreviewToken is { } token
            && headers.GetValueOrDefault(Preview.TokenHeader) == token.Reveal()
                ? named
                : (Slot?)null;
        var slot = preview ?? Split.Only ?? (Split.Blue > Split.Green ? Slot.Blue : Slot.Green);
        if (!admitted.TryGetValue(slot, out var admission))
        {
            return (503, "no release");
        }

        var route = admission.Table.Find(headers.GetValueOrDefault("Host"), path);
        (int Status, string Body) answer = route is not null
            && admission.Endpoints.FirstOrDefault(endpoint => endpoint.Service == route.Service) is { } endpoint
            && Find(endpoint) is { Runs: true } container
                ? preview is null && !Behaviour.ServesLive(container.Spec.Image) ? (500, "broken") : RecordingTarget.Answer(container)
                : (503, "no server is available");
        if (preview is null && !headers.ContainsKey(OwnRequest.Header))
        {
            Traffic.Add(slot, answer.Status >= 500);
        }

        return answer;
    }

    private void Count() => Traffic.Count(Maintenance || !Running ? Split.None : Split, slot =>
        In(slot).Select(container => Behaviour.ErrorRate(container, target.Time.GetUtcNow())).DefaultIfEmpty().Max());

    private void Turn() => Traffic.Turn(Maintenance || !Running
        ? new Dictionary<string, Slot>(StringComparer.Ordinal)
        : admitted.Where(slot => Split.Reaches(slot.Key))
            .SelectMany(slot => slot.Value.Endpoints.Select(endpoint => (endpoint.Name, slot.Key)))
            .ToDictionary(pair => pair.Name, pair => pair.Key, StringComparer.Ordinal));

    private IEnumerable<RecordedContainer> In(Slot slot) => target.Containers.Values.Where(container => container.Slot == slot);

    private bool Serves(ServiceEndpoint endpoint) =>
        Find(endpoint) is { Runs: true } container && RecordingTarget.Answer(container).Status == 200;

    private RecordedContainer? Find(ServiceEndpoint endpoint) => target.Containers.GetValueOrDefault(endpoint.Name);
}
