using System.Security.Cryptography;
using System.Text;
using Slipway.Releases;
using Slipway.Routers.Configuration;
using Slipway.Routing;

namespace Slipway.Routers.HAProxy;

/// <summary>From routes and admitted containers to the text of haproxy.cfg. Pure; the same input gives the same bytes.</summary>
internal static class HAProxyConfiguration
{
    public const string Path = "/var/lib/slipway/haproxy.cfg";
    public const string MasterSocket = "/run/slipway/master.sock";
    public const string Server = "s";

    /// <summary>A server of a slot that is not admitted: a name that always resolves (the proxy itself) and a port where nobody listens.</summary>
    public static ServerName NoServer(string service, string router) => new(service, router, 1);

    public static string Backend(string service, Slot slot) => $"{service}-{slot.Label()}";

    /// <summary>What tells configurations of different routes apart; the running proxy reports it. Admitted containers do not count.</summary>
    public static string Fingerprint(RoutingTable table, string router) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Render(RouterModel.Empty with { Routes = table.Routes }, router, "")))[..8]);

    /// <exception cref="ConfigurationValueException">A value can't stand in a configuration.</exception>
    public static string Render(RouterModel model, string router) =>
        Render(model, router, Fingerprint(new RoutingTable(model.Routes), router));

    private static string Render(RouterModel model, string router, string fingerprint)
    {
        var routes = RoutingRules.InOrder(new RoutingTable(model.Routes));
        var writer = new ConfigurationWriter();
        writer.Comment("Written by Slipway: changes made here are lost with the next release. The next line is what it was made from.");
        writer.Comment(model.ToLine());
        Global(writer, fingerprint);
        Defaults(writer);
        Frontend(writer, routes);
        foreach (var route in routes.DistinctBy(route => route.Service, StringComparer.Ordinal).OrderBy(route => route.Service, StringComparer.Ordinal))
        {
            Backend(writer, route, Slot.Blue, model.Blue, router);
            Backend(writer, route, Slot.Green, model.Green, router);
        }

        return writer.ToString();
    }

    private static void Global(ConfigurationWriter writer, string fingerprint)
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
        writer.Line($"log stdout format raw local0 notice");

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
        writer.Line($"option forwardfor");
        // A connection a request towards the container: one that is kept can be closed by the container at the instant it is used
        // again, and then a POST is lost, because nobody may send it twice.
        writer.Line($"option http-server-close");
        writer.Line($"option idle-close-on-response");
        writer.Line($"retries 3");
        writer.Line($"retry-on conn-failure");
        writer.Line($"timeout connect 5s");
        writer.Line($"timeout queue 5s");
        writer.Line($"timeout check 3s");
        writer.Line($"timeout http-request 30s");
        // Longer than the idle time of common client pools (60 to 90 s), so that it is the client that closes.
        writer.Line($"timeout http-keep-alive 120s");
        // Silence on a connection, not its length: streams and uploads live as long as something moves. How long an answer may take is the client's to say.
        writer.Line($"timeout client 10m");
        writer.Line($"timeout server 10m");
        writer.Line($"timeout tunnel 1h");
        writer.Line($"default-server check inter 200ms downinter 50ms rise 1 fall 5 resolvers engine resolve-prefer ipv4 init-addr last,libc,none");
    }

    private static void Frontend(ConfigurationWriter writer, IReadOnlyList<ServiceRoute> routes)
    {
        writer.Section($"frontend public");
        writer.Line($"bind :{IRouter.InnerPort}");
        writer.Line($"http-request set-var(txn.share) str({LiveMap.ShareKey}),map_str_int({LiveMap.Path})");
        writer.Line($"http-request return status 503 content-type text/html string '{new Literal(Pages.Maintenance)}' hdr Retry-After 30 if {{ str({LiveMap.MaintenanceKey}),map_str_int({LiveMap.Path}) eq 1 }}");
        writer.Line($"http-request set-var(txn.slot) str(blue) if {{ var(txn.share) -m int ge 0 }}");
        writer.Line($"http-request set-var(txn.slot) str(green) if {{ var(txn.share) -m int ge 0 }} {{ rand(100),sub(txn.share) lt 0 }}");
        foreach (var slot in Enum.GetValues<Slot>())
        {
            writer.Line($"http-request set-var(txn.slot) str({slot.Label()}) if {{ req.hdr({Preview.Header}) -m str {slot.Label()} }} {{ str({LiveMap.AdmittedKey(slot)}),map_str_int({LiveMap.Path}) eq 1 }}");
        }

        writer.Line($"http-request return status 503 content-type text/html string '{new Literal(Pages.NoRelease)}' hdr Retry-After 30 if !{{ var(txn.slot) -m found }}");
        writer.Line($"http-request set-var(txn.host) req.hdr(host),host_only,lower");
        foreach (var route in routes)
        {
            writer.Line($"http-request set-var(txn.service) str({route.Service}) if !{{ var(txn.service) -m found }}{Matches(route)}");
        }

        writer.Line($"http-request return status 404 content-type text/html string '{new Literal(Pages.NoRoute)}' if !{{ var(txn.service) -m found }}");
        writer.Line($"http-request set-header X-Forwarded-Proto http if !{{ req.hdr(X-Forwarded-Proto) -m found }}");
        // Which slot answered: for whoever asks why a page looks new, and for the counts of the probe.
        writer.Line($"http-after-response set-header {Preview.Header} %[var(txn.slot)] if {{ var(txn.slot) -m found }}");
        if (routes.Count > 0)
        {
            writer.Line($"use_backend %[var(txn.service)]-%[var(txn.slot)]");
        }
    }

    /// <summary>A prefix ends at a slash: /api covers /api and /api/x, not /apis.</summary>
    private static Literal Matches(ServiceRoute route)
    {
        var host = route.Host is null ? "" : Text($" {{ var(txn.host) -m str {route.Host.ToLowerInvariant()} }}");
        var prefix = route.PathPrefix.TrimEnd('/');
        return new Literal(prefix.Length == 0 ? host : host + Text($" {{ path,concat(/) -m beg {prefix}/ }}"));
    }

    private static void Backend(ConfigurationWriter writer, ServiceRoute route, Slot slot, IReadOnlyList<ServerName> servers, string router)
    {
        var server = servers.FirstOrDefault(server => string.Equals(server.Service, route.Service, StringComparison.Ordinal));
        var (container, port) = (server ?? NoServer(route.Service, router)) switch { var at => (at.Container, at.Port) };
        writer.Section($"backend {Backend(route.Service, slot)}");
        writer.Line($"option httpchk");
        writer.Line($"http-check send meth GET uri {route.HealthPath} ver HTTP/1.1 hdr Host {route.Host ?? route.Service} hdr User-Agent slipway-router");
        writer.Line($"server {Server} {container}:{port}{new Literal(server is null ? " disabled" : "")}");
    }

    private static string Text(ConfigurationText text) => text.Finish();
}
