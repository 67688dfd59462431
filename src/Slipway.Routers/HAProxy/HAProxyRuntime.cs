using System.Globalization;
using Slipway.Routers.Foundation;
using Slipway.Routing;
using Slipway.Waiting;

namespace Slipway.Routers.HAProxy;

/// <summary>The proxy's runtime commands, each with its own idea of success: HAProxy reports errors as text like any other.</summary>
internal sealed class HAProxyRuntime(RouterSession session, Poller poller)
{
    private const string DescriptionMark = "description: ";

    /// <summary>The answer of a server whose name was never found: what kind of address it has is not known to it yet.</summary>
    private const string Nameless = "current server address family";

    /// <summary>The proxy asks for a name each second.</summary>
    private static readonly TimeSpan NamePatience = TimeSpan.FromSeconds(15);

    private static readonly Pacing Often = new(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(500));

    /// <summary>The running worker's process and the fingerprint of the routes that it was started with.</summary>
    public async Task<(int ProcessId, string Fingerprint)> ReadWorkerAsync(CancellationToken cancellationToken)
    {
        var current = (await AskAllAsync($"show info", cancellationToken))[0];
        var description = current.Lines.FirstOrDefault(line => line.StartsWith(DescriptionMark, StringComparison.OrdinalIgnoreCase));
        return (current.ProcessId, description?[DescriptionMark.Length..].Trim() ?? "");
    }

    public async Task<LiveMap> ReadMapAsync(CancellationToken cancellationToken) =>
        LiveMap.FromAnswer((await AskAllAsync($"show map {LiveMap.Path}", cancellationToken))[0].Lines);

    /// <summary>
    /// Statistics of all workers, the current one first. An old worker that ended after it was listed and before it was asked answers
    /// nothing, and holds nothing.
    /// </summary>
    public async Task<IReadOnlyList<StatisticsTable>> ReadStatisticsAsync(CancellationToken cancellationToken) =>
    [
        .. (await AskAllAsync($"show stat", cancellationToken))
            .Where((answer, index) => index == 0 || answer.Lines.Any(line => line.Length > 0))
            .Select(answer => StatisticsTable.Parse(answer.Lines)),
    ];

    /// <summary>
    /// Brings file and running proxy to this map. The file comes first: if it can't be written nothing has happened, and a proxy that
    /// restarts before the runtime change comes up with the new split, whose slot was seen up. The other order could move traffic and then
    /// fail to remember it, so that a restart days later would send everything to a slot that is long gone. A proxy killed in between
    /// leaves file and proxy apart only until the next change, because each rewrites the file from what the proxy does; and no slot is
    /// withdrawn without one.
    /// </summary>
    public async Task WriteMapAsync(LiveMap current, LiveMap wanted, CancellationToken cancellationToken)
    {
        var changes = wanted.Entries().Except(current.Entries()).ToList();
        if (changes.Count == 0)
        {
            await session.DoAsync([RouterSession.Save(LiveMap.Path, wanted.ToFile())], cancellationToken);
        }

        foreach (var (key, value) in changes)
        {
            ConfigurationText command = $"set map {LiveMap.Path} {key} {value}";
            var lines = await session.DoAsync([RouterSession.Save(LiveMap.Path, wanted.ToFile()), Each(command)], cancellationToken);
            Accept(command, WorkerAnswer.Parse(lines), []);
        }
    }

    /// <summary>Who is shown which slot, by the current worker: those before it hand their requests over.</summary>
    public async Task WritePreviewsAsync(RouterModel model, CancellationToken cancellationToken)
    {
        foreach (var (key, value) in PreviewMap.Entries(model))
        {
            await SetAsync($"set map {PreviewMap.Path} {key} {value}", cancellationToken);
        }
    }

    /// <summary>
    /// Points a server at a container and takes it into service; <paramref name="doubted"/> keeps it down until a check has passed.
    /// </summary>
    public async Task AdmitAsync(Slot slot, ServiceEndpoint endpoint, bool doubted, CancellationToken cancellationToken)
    {
        var (backend, server) = (HAProxyConfiguration.Backend(endpoint.Service, slot), HAProxyConfiguration.Server(endpoint.Replica));
        // The one that the state of the others hangs on comes last.
        foreach (var each in HAProxyConfiguration.Backends(endpoint.Service, slot).Reverse())
        {
            await PointAsync(each, server, endpoint, cancellationToken);
        }

        await SetAsync($"set server {backend}/{server} state ready", cancellationToken);
        if (doubted)
        {
            // HAProxy takes a server that becomes ready for up until a check fails.
            await SetAsync($"set server {backend}/{server} health down", cancellationToken);
        }
    }

    /// <summary>
    /// Takes a server out of service. <c>maint</c>, not <c>drain</c>: its checks end, so that a removed container is not counted against
    /// the next one. It gets a name that always resolves, else the gone container's name is asked for every second from then on.
    /// </summary>
    public async Task WithdrawAsync(Slot slot, string service, int replica, string placeholder, CancellationToken cancellationToken)
    {
        var (backend, server) = (HAProxyConfiguration.Backend(service, slot), HAProxyConfiguration.Server(replica));
        await SetAsync($"set server {backend}/{server} state maint", cancellationToken);
        foreach (var each in HAProxyConfiguration.Backends(service, slot))
        {
            // A proxy that an earlier version of Slipway configured has not all of them.
            await NameAsync(each, server, placeholder, cancellationToken, each == backend ? [] : ["No such"]);
        }
    }

    /// <summary>Milliseconds since 1970 by the clock that the proxy sees, rounded up to whole seconds.</summary>
    public async Task<long> ReadClockAsync(CancellationToken cancellationToken) =>
        long.Parse((await session.DoAsync(["now"], cancellationToken))[0], CultureInfo.InvariantCulture);

    /// <summary>Lets the proxy read a configuration, and a new certificate if there is one, without using or keeping them.</summary>
    /// <exception cref="RouterException">The proxy refuses it, in its own words. What is in force stays.</exception>
    public async Task CheckAsync(string configuration, string? certificate, CancellationToken cancellationToken)
    {
        const string Candidate = ".candidate";
        List<string> requests = [];
        if (certificate is not null)
        {
            requests.Add(RouterSession.Save(EdgeCertificate.Path + Candidate, certificate));
            configuration = configuration.Replace(EdgeCertificate.Path, EdgeCertificate.Path + Candidate, StringComparison.Ordinal);
        }

        requests.Add(RouterSession.Save(HAProxyConfiguration.Path + Candidate, configuration));
        requests.Add($"check {HAProxyConfiguration.Path}{Candidate} {EdgeCertificate.Path}{Candidate}");
        await session.DoAsync(requests, cancellationToken);
    }

    /// <summary>Makes this the configuration of a new worker, which takes the listening sockets over.</summary>
    public Task ReloadAsync(string configuration, string? certificate, CancellationToken cancellationToken) => session.DoAsync(
        [
            .. certificate is null ? Array.Empty<string>() : [RouterSession.Save(EdgeCertificate.Path, certificate)],
            RouterSession.Save(HAProxyConfiguration.Path, configuration),
            "reload",
        ],
        cancellationToken);

    /// <summary>A server that was configured before its container ran takes an address only once its name was found.</summary>
    private async Task PointAsync(string backend, string server, ServiceEndpoint endpoint, CancellationToken cancellationToken)
    {
        await NameAsync(backend, server, endpoint.Name, cancellationToken);
        try
        {
            await poller.UntilAsync($"the proxy to find the name {endpoint.Name}", NamePatience, Often, TryAsync, cancellationToken);
        }
        catch (WaitTimedOutException late)
        {
            throw new RouterException(
                $"The proxy was expected to find the name {endpoint.Name} ({endpoint.Address}) within {NamePatience.TotalSeconds:0} s. "
                    + $"Observed: {late.Observed ?? "no reply"}",
                late);
        }

        async Task<string?> TryAsync(CancellationToken token)
        {
            var text = await SetAsync(
                $"set server {backend}/{server} addr {endpoint.Address} port {endpoint.Port}",
                token,
                "changed from",
                "no need to change",
                "nothing changed",
                Nameless);
            return text.Contains(Nameless, StringComparison.OrdinalIgnoreCase) ? "it has not found it yet" : null;
        }
    }

    private Task NameAsync(string backend, string server, string name, CancellationToken cancellationToken, params string[] accepted) =>
        SetAsync($"set server {backend}/{server} fqdn {name}", cancellationToken, ["changed its FQDN", "no need to change", .. accepted]);

    private async Task<IReadOnlyList<WorkerAnswer>> AskAllAsync(ConfigurationText command, CancellationToken cancellationToken) =>
        WorkerAnswer.Parse(await session.DoAsync([Each(command)], cancellationToken));

    private static string Each(ConfigurationText command) => $"each {command.Finish()}";

    /// <summary>Servers are the current worker's: those before it hand their requests over.</summary>
    private async Task<string> SetAsync(ConfigurationText command, CancellationToken cancellationToken, params string[] accepted)
    {
        var answer = (await AskAllAsync(command, cancellationToken))[0];
        Accept(command, [answer], accepted);
        return string.Join(' ', answer.Lines);
    }

    private static void Accept(ConfigurationText command, IReadOnlyList<WorkerAnswer> answers, IReadOnlyList<string> accepted)
    {
        foreach (var text in answers.Select(answer => string.Join(' ', answer.Lines)))
        {
            if (text.Length > 0 && !accepted.Any(words => text.Contains(words, StringComparison.OrdinalIgnoreCase)))
            {
                throw new RouterException($"The proxy refused `{command.Finish()}`: {text}");
            }
        }
    }
}
