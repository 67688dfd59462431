using Slipway.Routers.Foundation;
using Slipway.Routing;

namespace Slipway.Routers.Traefik;

/// <summary>
/// Traefik in a container, told through the file of its file provider, which is replaced as a whole; Traefik takes another file into
/// service without closing a connection. Its own interface listens inside of its container alone.
/// </summary>
/// <remarks>
/// Written after Traefik's documentation and checked against its schema; not yet run against Traefik itself, which is why it claims neither
/// counts of requests under way (Traefik counts the open connections of its entry points, not a service's requests) nor statistics.
/// </remarks>
internal sealed class TraefikRouter(RouterPlace place) : ProxyRouter<DurableState>(place, TraefikImage.Proxy)
{
    protected override async Task<DurableState> ReadAsync(CancellationToken cancellationToken) =>
        TraefikConfiguration.Parse(await Session.ReadAsync(TraefikConfiguration.Path, cancellationToken));

    protected override async Task AnswerAsync(CancellationToken cancellationToken)
    {
        await RequireAnswerAsync("/api/version", cancellationToken);
        await ReadAsync(cancellationToken);
    }

    /// <summary>Replaces the file and waits until Traefik has read it. If it does not, the file before comes back.</summary>
    protected override async Task WriteAsync(DurableState current, DurableState wanted, CancellationToken cancellationToken)
    {
        var before = await Session.ReadAsync(TraefikConfiguration.Path, cancellationToken);
        var text = TraefikConfiguration.Render(wanted, Settings.Tls is not null);
        await Session.DoAsync([RouterSession.Save(TraefikConfiguration.Path, text)], cancellationToken);
        try
        {
            var mark = $"/api/http/middlewares/{TraefikConfiguration.Mark(wanted)}@file";
            await AwaitAnswerAsync(token => RequireAnswerAsync(mark, token), cancellationToken);
        }
        catch (RouterException)
        {
            await Session.DoAsync([RouterSession.Save(TraefikConfiguration.Path, before)], cancellationToken);
            throw;
        }
    }

    protected override async Task<IReadOnlySet<Slot>> LookAsync(DurableState state, CancellationToken cancellationToken)
    {
        await RequireAnswerAsync("/api/version", cancellationToken);
        var up = new HashSet<Slot>();
        foreach (var slot in Enum.GetValues<Slot>().Where(state.IsAdmitted))
        {
            if ((await ReplicaCheck.AskAsync(Session, state.Slots[slot.Label()], cancellationToken)).All(problem => problem is null))
            {
                up.Add(slot);
            }
        }

        return up;
    }

    protected override Task<IReadOnlyList<string?>> ProbeAsync(SlotAdmission admission, CancellationToken cancellationToken) =>
        ReplicaCheck.AskAsync(Session, AdmittedSlot.From(admission), cancellationToken);

    /// <exception cref="RouterException">Traefik's own interface has no such thing, or does not answer.</exception>
    private Task RequireAnswerAsync(string target, CancellationToken cancellationToken) =>
        Session.DoAsync([$"api {target}"], cancellationToken);
}
