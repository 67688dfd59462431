using Slipway.Errors;
using Slipway.Routers.Foundation;
using Slipway.Routing;

namespace Extensions.Routers;

/// <summary>
/// Apache httpd before an application of one service. It looks each request up in one file, and the file is replaced as a whole: nothing is
/// reloaded, no connection is closed, and the next request follows what the file says.
/// </summary>
/// <param name="place">For which application, and where.</param>
public sealed class HttpdRouter(RouterPlace place) : ProxyRouter<DurableState>(place, HttpdImage.Proxy)
{
    /// <summary>A map knows whole keys and no prefixes: one service has the whole site.</summary>
    protected override IEnumerable<SpecificationFault> FindFaults(RoutingTable table) =>
    [
        .. SpecificationFault.Unless(
            table.Routes.Count == 1, "services", $"httpd's sample router serves one service, not {table.Routes.Count}"),
        .. table.Routes.SelectMany(route => SpecificationFault.Unless(
            route.Host is null && route.PathPrefix == "/", RoutingRules.PathOf(route.Service, "route"),
            "no host, and the path /, are expected")),
        .. table.Routes.SelectMany(route => SpecificationFault.UnlessWithin(
            RoutingRules.PathOf(route.Service, "replicas"), route.Replicas, 1, HttpdMap.MostReplicas)),
        .. SpecificationFault.Unless(table.Canary is null, "canary.mark", "httpd's sample router knows no mark"),
    ];

    protected override async Task<DurableState> ReadAsync(CancellationToken cancellationToken) =>
        HttpdMap.Parse(await Session.ReadAsync(HttpdMap.Path, cancellationToken));

    protected override Task WriteAsync(DurableState current, DurableState wanted, CancellationToken cancellationToken) =>
        Session.DoAsync([RouterSession.Save(HttpdMap.Path, HttpdMap.Render(wanted))], cancellationToken);

    /// <summary>The map is on the volume whether or not httpd runs: its own port says whether it does.</summary>
    protected override async Task AnswerAsync(CancellationToken cancellationToken)
    {
        await Session.DoAsync(["httpd"], cancellationToken);
        await ReadAsync(cancellationToken);
    }

    protected override async Task<IReadOnlySet<Slot>> LookAsync(DurableState state, CancellationToken cancellationToken)
    {
        await Session.DoAsync(["httpd"], cancellationToken);
        var up = new HashSet<Slot>();
        foreach (var slot in Enum.GetValues<Slot>().Where(state.IsAdmitted))
        {
            var problems = await ReplicaCheck.AskAsync(Session, state.Slots[slot.Label()], cancellationToken);
            if (problems.All(problem => problem is null))
            {
                up.Add(slot);
            }
        }

        return up;
    }

    protected override Task<IReadOnlyList<string?>> ProbeAsync(SlotAdmission admission, CancellationToken cancellationToken) =>
        ReplicaCheck.AskAsync(Session, AdmittedSlot.From(admission), cancellationToken);
}
