using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Slipway.Applications;
using Slipway.Hosts;
using Slipway.Routers.Foundation;
using Slipway.Routing;

namespace Slipway.Routers.HAProxy;

/// <summary>From what the router was told of both slots to the text of haproxy.cfg. Pure; the same input gives the same bytes.</summary>
/// <param name="names">The application's names.</param>
/// <param name="tls">Whether the proxy listens for TLS too.</param>
/// <param name="headKilobytes">How large a head gets through at least: see <see cref="RouterSettings.MaxRequestHeadKilobytes"/>.</param>
internal sealed partial class HAProxyConfiguration(ResourceNames names, bool tls, int headKilobytes)
{
    /// <summary>What is added to a head, and what the proxy notes of each header.</summary>
    private const int BesideHead = 32 * 1024;

    public const string Path = ProxyImage.Folder + "/haproxy.cfg";

    public const string OwnSuffix = "-own";

    public const string FreshSuffix = "-fresh";

    /// <summary>
    /// Connections to a container that may wait to be used again, in each worker. Fewer than are used at once cost throughput, because the
    /// rest are closed after each answer; and there must be as many attempts.
    /// </summary>
    private const int MostKept = 32;

    private static readonly ConfigurationText None = ConfigurationText.Of($"");

    public static string Server(int replica) => string.Create(CultureInfo.InvariantCulture, $"s{replica}");

    public static string Backend(string service, Slot slot) => $"{service}-{slot.Label()}";

    /// <summary>
    /// The same servers for requests that are no client's: the proxy counts by backend, and these are in no statistics of the slot.
    /// </summary>
    public static string OwnBackend(string service, Slot slot) => $"{Backend(service, slot)}{OwnSuffix}";

    /// <summary>The same servers for requests that no connection may carry which another one has used.</summary>
    public static string FreshBackend(string service, Slot slot) => $"{Backend(service, slot)}{FreshSuffix}";

    /// <summary>All that lead to the servers of a service of a slot; the first one asks after their health.</summary>
    public static IReadOnlyList<string> Backends(string service, Slot slot) =>
        [Backend(service, slot), FreshBackend(service, slot), OwnBackend(service, slot)];

    /// <summary>What a replica that is not admitted is asked for by: a name that always resolves (the proxy itself).</summary>
    public string NoContainer => names.Router;

    /// <summary>
    /// What tells configurations apart that only a reload can bring into force; the running proxy reports it. Admitted containers do not
    /// count.
    /// </summary>
    public string Fingerprint(RouterModel model) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Render(model.WithoutServers(), "")))[..8]);

    /// <exception cref="ConfigurationValueException">A value can't stand in a configuration.</exception>
    public string Render(RouterModel model) => Render(model, Fingerprint(model));

    private string Render(RouterModel model, string fingerprint)
    {
        var writer = new ConfigurationWriter();
        writer.Comment("Written by Slipway: changes made here are lost with the next release. The next line is what it was made from.");
        writer.Comment(model.ToLine());
        Global(writer, fingerprint);
        Defaults(writer);
        Frontend(writer, model);
        Successor(writer);
        foreach (var slot in Enum.GetValues<Slot>())
        {
            foreach (var service in model.In(slot).Services)
            {
                Backend(writer, service, slot, model.In(slot));
                FreshBackend(writer, service, slot, model.In(slot));
                OwnBackend(writer, service, slot, model.In(slot));
            }
        }

        return writer.ToString();
    }

    private void Global(ConfigurationWriter writer, string fingerprint)
    {
        writer.Section($"global");
        if (fingerprint.Length > 0)
        {
            writer.Line($"description {fingerprint}");
        }

        // Connections follow from this limit; without it an engine that allows a million descriptors costs 100 MB of tables.
        writer.Line($"fd-hard-limit 20000");
        // After a reload the old process serves what it holds, but not for ever.
        writer.Line($"hard-stop-after 1h");
        // A head must fit into one buffer with all that stands beside it.
        writer.Line($"tune.bufsize {(headKilobytes * 1024) + BesideHead}");
        writer.Line($"tune.maxrewrite 4096");
        writer.Line($"tune.http.maxhdr 1000");
        writer.Line($"log stdout format raw local0 notice");
        writer.Line($"lua-load {HAProxyImage.LuaScript}");

        writer.Section($"resolvers engine");
        writer.Line($"nameserver dns 127.0.0.11:53");
        writer.Line($"resolve_retries 3");
        writer.Line($"timeout resolve 1s");
        writer.Line($"timeout retry 500ms");
        writer.Line($"hold valid 1s");
        // A container that restarts has no name for a moment: its address is kept. One that got another address is followed at once.
        writer.Line($"hold nx 30s");
        writer.Line($"hold timeout 30s");
        writer.Line($"hold refused 30s");
        writer.Line($"hold other 30s");
        writer.Line($"hold obsolete 0s");
    }

    private static void Defaults(ConfigurationWriter writer)
    {
        writer.Section($"defaults");
        writer.Line($"mode http");
        writer.Line($"log global");
        writer.Line($"option httplog");
        // Only errors reach the log: a line a request would fill the engine's disk.
        writer.Line($"option log-separate-errors");
        writer.Line($"option dontlognull");
        writer.Line($"option forwardfor except 127.0.0.0/8");
        writer.Line($"option idle-close-on-response");
        writer.Line($"retries 3");
        writer.Line($"retry-on conn-failure");
        // A request that no replica has seen yet may go to the next one.
        writer.Line($"option redispatch 1");
        writer.Line($"timeout connect 5s");
        writer.Line($"timeout queue 5s");
        writer.Line($"timeout check 3s");
        writer.Line($"timeout http-request 30s");
        // Longer than the idle time of common client pools (60 to 90 s), so that it is the client that closes.
        writer.Line($"timeout http-keep-alive 120s");
        // Silence on a connection, not its length: streams and uploads live as long as something moves. How long an answer may take is the
        // client's to say.
        writer.Line($"timeout client 10m");
        writer.Line($"timeout server 10m");
        writer.Line($"timeout tunnel 1h");
        // A well replica is asked once a second, whose answers are lines of its log; at once and ten times a second when a check failed or
        // a request could not connect.
        // Without allow-dup-ip the second of two replicas that are not there, both of the same name, would lose its address for good.
        writer.Line(
            $"default-server check inter 1s fastinter 100ms downinter 50ms rise 1 fall 5 "
            + $"observe layer4 error-limit 1 on-error fastinter resolvers engine resolve-prefer ipv4 "
            + $"resolve-opts allow-dup-ip init-addr last,libc,none");
    }

    private void Frontend(ConfigurationWriter writer, RouterModel model)
    {
        writer.Section($"frontend public");
        writer.Line($"bind :{IRouter.InnerPort}");
        writer.Line($"bind fd@{ProxyImage.Descriptor}");
        if (tls)
        {
            writer.Line($"bind :{IRouter.InnerTlsPort} ssl crt {EdgeCertificate.Path} alpn h2,http/1.1");
            writer.Line($"bind fd@{ProxyImage.TlsDescriptor} ssl crt {EdgeCertificate.Path} alpn h2,http/1.1");
        }

        writer.Line($"http-request set-header X-Forwarded-Proto https if {{ ssl_fc }}");
        writer.Line($"http-request set-header X-Forwarded-Proto http if !{{ ssl_fc }} !{{ req.hdr(X-Forwarded-Proto) -m found }}");
        // Whoever waits here is decided on when the wait is over, not when it began: also by which worker.
        writer.Line($"http-request lua.hold if {{ str({LiveMap.HoldKey}),map_str_int({LiveMap.Path}) gt 0 }}");
        // A worker that a reload has replaced still reads the next request of each kept connection, and then closes it. What it knows of
        // the slots is outdated: it hands the request to its successor. Nothing is handed over twice.
        writer.Line($"acl outdated str({LiveMap.GenerationKey}),map_str_int({LiveMap.Path}) -m int gt {model.Generation}");
        writer.Line($"acl handed-over src 127.0.0.0/8");
        writer.Line($"http-request allow if outdated !handed-over");
        writer.Line(
            $"http-request use-service lua.{HAProxyImage.MaintenanceService} "
            + $"if {{ str({LiveMap.MaintenanceKey}),map_str_int({LiveMap.Path}) eq 1 }}");
        writer.Line($"http-request set-var(txn.split) str({LiveMap.SplitKey}),map_str_int({LiveMap.Path})");
        writer.Line($"http-request set-var(txn.share) var(txn.split),mod({LiveMap.CanaryUnit})");
        writer.Line($"http-request set-var(txn.slot) str(blue) if {{ var(txn.split) -m int ge 0 }}");
        writer.Line($"http-request set-var(txn.slot) str(green) if {{ var(txn.split) -m int ge 0 }} {{ rand(100),sub(txn.share) lt 0 }}");
        foreach (var slot in Enum.GetValues<Slot>())
        {
            if (model.In(slot).Canary is { } mark)
            {
                writer.Line(
                    $"http-request set-var(txn.slot) str({slot.Label()}) "
                    + $"if {{ var(txn.split),div({LiveMap.CanaryUnit}) eq {LiveMap.CanaryCode(slot)} }} {Matches(mark)}");
            }
        }

        foreach (var slot in Enum.GetValues<Slot>())
        {
            var asked = ConfigurationText.Of($"{{ req.fhdr({Preview.Header}) -m str {slot.Label()} }}");
            writer.Line($"http-request set-var(txn.preview) str({slot.Label()}),map_str({PreviewMap.Path}) if {asked}");
            writer.Line(
                $"http-request set-var(txn.shown) str({slot.Label()}) if {asked} "
                + $"{{ str({LiveMap.AdmittedKey(slot)}),map_str_int({LiveMap.Path}) eq 1 }} "
                + $"{{ req.fhdr({Preview.TokenHeader}) -m len {PreviewMap.TokenLength} }} "
                + $"{{ req.fhdr({Preview.TokenHeader}),secure_memcmp(txn.preview) -m bool }}");
        }

        writer.Line($"http-request set-var(txn.slot) var(txn.shown) if {{ var(txn.shown) -m found }}");
        // All but what can be asked twice: nothing is lost or done twice when a kept connection breaks under that.
        writer.Line(
            $"http-request set-var(txn.way) str({FreshSuffix}) if !{{ method GET HEAD OPTIONS }} || {{ req.hdr(Content-Length) -m found }} "
            + $"|| {{ req.hdr(Transfer-Encoding) -m found }} || {{ req.hdr(Upgrade) -m found }}");
        writer.Line(
            $"http-request set-var(txn.way) str({OwnSuffix}) "
            + $"if {{ var(txn.shown) -m found }} || {{ req.hdr({OwnRequest.Header}) -m found }}");

        // Between the client and this proxy alone.
        writer.Line($"http-request del-header {Preview.Header}");
        writer.Line($"http-request del-header {Preview.TokenHeader}");
        writer.Line($"http-request del-header {OwnRequest.Header}");

        writer.Line($"http-request use-service lua.{HAProxyImage.NoReleaseService} if !{{ var(txn.slot) -m found }}");
        writer.Line($"http-request set-var(txn.host) req.hdr(host),host_only,lower");
        foreach (var slot in Enum.GetValues<Slot>())
        {
            foreach (var route in RoutingRules.InOrder(new RoutingTable(model.In(slot).Routes)))
            {
                writer.Line(
                    $"http-request set-var(txn.service) str({route.Service}) if !{{ var(txn.service) -m found }} "
                    + $"{{ var(txn.slot) -m str {slot.Label()} }}{Matches(route)}");
            }
        }

        writer.Line($"http-request use-service lua.{HAProxyImage.NoRouteService} if !{{ var(txn.service) -m found }}");
        // Which slot answered: for whoever asks why a page looks new, and for the counts of the probe.
        writer.Line($"http-after-response set-header {Preview.Header} %[var(txn.slot)] if {{ var(txn.slot) -m found }}");
        writer.Line($"use_backend successor if outdated !handed-over");
        if (model.Blue.Routes.Count + model.Green.Routes.Count > 0)
        {
            writer.Line($"use_backend %[var(txn.service)]-%[var(txn.slot)]%[var(txn.way)]");
        }
    }

    private static void Successor(ConfigurationWriter writer)
    {
        writer.Section($"backend successor");
        Fresh(writer);
        writer.Line($"server successor 127.0.0.1:{IRouter.InnerPort} no-check");
    }

    /// <summary>A prefix ends at a slash: /api covers /api and /api/x, not /apis.</summary>
    private static ConfigurationText Matches(ServiceRoute route)
    {
        var host = route.Host is null ? None : ConfigurationText.Of($" {{ var(txn.host) -m str {route.Host.ToLowerInvariant()} }}");
        var prefix = route.PathPrefix.TrimEnd('/');
        return prefix.Length == 0 ? host : ConfigurationText.Of($"{host} {{ path,concat(/) -m beg {prefix}/ }}");
    }

    private static ConfigurationText Matches(CanaryMark mark)
    {
        RoutingRules.Require(mark);
        // A value that begins with a dash would be read as a flag.
        var value = mark.Value.StartsWith('-') ? ConfigurationText.Of($"-- {mark.Value}") : ConfigurationText.Of($"{mark.Value}");
        return mark.Source == CanaryMarkSource.Header
            ? ConfigurationText.Of($"{{ req.hdr({mark.Name}) -m str {value} }}")
            : ConfigurationText.Of($"{{ req.cook({mark.Name}) -m str {value} }}");
    }
}
