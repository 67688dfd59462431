using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Applications;
using Slipway.Hosts;
using Slipway.Routers.Foundation;
using Slipway.Routing;
using static Slipway.Routers.Caddy.Directives;

namespace Slipway.Routers.Caddy;

/// <summary>
/// How Caddy finds, for each request, the slot, the service and the replica, by looking at file names. The state is looked at once, so a
/// request sees one state whole; and nothing that a client sends is ever a part of a path that is looked at.
/// </summary>
internal static class Decision
{
    private const int Attempts = 3;
    private const int IdleConnections = 64;
    private const int PositionsAtOnce = 8;
    private const string Draw = "{http.vars.draw}";
    private const string Table = "/tables/{http.vars.table}";

    private const string InCookies =
        "('; ' + {http.request.header.Cookie} + ';').contains('; ' + {http.regexp.c.1} + '=' + {http.regexp.c.2} + ';')";

    /// <param name="positions">How many routes of a slot are looked at.</param>
    public static JsonArray Routes(int positions) =>
    [
        Route([], Set(
            ("draw", "{http.request.uuid}"), ("service", ""), ("wished", HeaderValue(Preview.Header)),
            ("token", HeaderValue(Preview.TokenHeader)))),
        Route([HasHeader(OwnRequest.Header)], LeftOut()),
        // Between the client and this proxy alone.
        Route([], new JsonObject
        {
            ["handler"] = "headers",
            ["request"] = new JsonObject { ["delete"] = List(Preview.Header, Preview.TokenHeader, OwnRequest.Header) },
        }),
        .. Prefixes(),
        Route([], Attempt([Hold()], [])),
        Route([], Decide(attempt: 0, [.. Service(positions)])),
    ];

    /// <summary>While a file says so, requests wait for the tally's word and then go on.</summary>
    private static JsonObject Hold() => Route(
        [File(CaddyFiles.Run, $"/{CaddyFiles.Hold}")],
        new JsonObject
        {
            ["handler"] = "reverse_proxy",
            ["upstreams"] = new JsonArray(new JsonObject { ["dial"] = $"unix/{CaddyFiles.HoldSocket}" }),
            ["rewrite"] = new JsonObject { ["method"] = "GET", ["uri"] = "/" },
            ["transport"] = Transport(kept: false),
            ["handle_response"] = new JsonArray(new JsonObject { ["routes"] = new JsonArray(Route([], Set(("held", "1")))) }),
        });

    /// <summary>
    /// If nobody is at the chosen address nothing was sent; then slot and replica are chosen once more, because by then a new split or
    /// another replica may be in force.
    /// </summary>
    private static JsonObject Decide(int attempt, IReadOnlyList<JsonObject> service)
    {
        List<JsonObject> errors =
        [
            Route([IsSet("slot")], Answered(deferred: false)),
            Last(Route([Matches("{http.error.status_code}", "again", "^[0-9]+$")], Status("{http.error.status_code}"))),
            Route([], Status("500")),
        ];
        if (attempt + 1 < Attempts)
        {
            errors.Insert(0, Last(Route([Matches("{http.error.message}", "again", "^dial ")], Decide(attempt + 1, []))));
        }

        return Attempt([.. State(), .. service, .. Replica(attempt)], errors);
    }

    private static IEnumerable<JsonObject> State()
    {
        const string Pattern = "/live/m*";
        yield return Route([], Set(("state", ""), ("slot", ""), ("table", ""), ("mark", ""), ("route", ""), ("replica", "")));
        yield return Route([File(CaddyFiles.Home, Pattern, Pattern, Pattern, Pattern)], Set(("state", Found)));
        yield return Route([Matches("state", "s", "/m([01]),s([0-9a-g]*),b([0-9a-f]*),g([0-9a-f]*),c(blue|green|)$")], Subroute(
            Last(Route([Is("{http.regexp.s.1}", "1")], Page(503, Pages.Maintenance, retry: true))),
            Route([IsSet("{http.regexp.s.2}")], Set(("slot", "blue"))),
            Route([Holds($"{Draw} < {{http.regexp.s.2}}")], Set(("slot", "green"))),
            Route([IsSet("{http.regexp.s.5}")], Subroute(Canary())),
            Previewed(Slot.Blue),
            Previewed(Slot.Green),
            Route([Is("slot", "blue")], Set(("table", TableOf(Slot.Blue)))),
            Route([Is("slot", "green")], Set(("table", TableOf(Slot.Green))))));
        yield return Last(Route([Is("slot", "")], Page(503, Pages.NoRelease, retry: true)));
        yield return Route([], Answered(deferred: true));
        // Caddy's own; a service's own is kept.
        yield return Route([], new JsonObject { ["handler"] = "headers", ["response"] = new JsonObject { ["delete"] = List("Server") } });
    }

    /// <summary>What is looked for is what the slot's table says; of what a client sends it is only compared with that.</summary>
    private static JsonObject Previewed(Slot slot) => Route([Is("wished", slot.Label()), IsSet(TableOf(slot))], Subroute(
        Route([], Set(("table", TableOf(slot)), ("preview", ""))),
        Route([File(CaddyFiles.Home, $"{Table}/preview/*")], Set(("preview", Found))),
        Route([Matches("preview", "p", "/preview/([0-9a-f]{32})$")], Subroute(
            Route([Is("{http.regexp.p.1}", "{http.vars.token}")], Set(("slot", slot.Label())), LeftOut())))));

    /// <summary>A request that is no client's is not logged: the log is what the tally counts.</summary>
    private static JsonObject LeftOut() => new() { ["handler"] = "vars", ["skip_log"] = true };

    private static string HeaderValue(string name) => $"{{http.request.header.{name}}}";

    /// <summary>Which slot answered: for whoever asks why a page looks new, for the counts of the probe, and for the tally.</summary>
    private static JsonObject Answered(bool deferred) => new()
    {
        ["handler"] = "headers",
        ["response"] = SetHeader(Preview.Header, deferred),
    };

    private static JsonObject SetHeader(string name, bool? deferred = null)
    {
        var change = deferred is { } said ? new JsonObject { ["deferred"] = said } : [];
        change["set"] = new JsonObject { [name] = List("{http.vars.slot}") };
        return change;
    }

    private static string TableOf(Slot slot) => slot == Slot.Blue ? "{http.regexp.s.3}" : "{http.regexp.s.4}";

    private static IEnumerable<JsonObject> Canary()
    {
        yield return Route([Is("{http.regexp.s.5}", "blue")], Set(("table", TableOf(Slot.Blue))));
        yield return Route([Is("{http.regexp.s.5}", "green")], Set(("table", TableOf(Slot.Green))));
        yield return Route([File(CaddyFiles.Home, $"{Table}/canary/*")], Set(("mark", Found)));
        yield return Route([Matches("mark", "c", "/header@([^@/]+)@([^@/]+)$")], Subroute(
            Route([Holds("caddyPlaceholder(request, 'http.request.header.' + {http.regexp.c.1}) == {http.regexp.c.2}")], ToCanary())));
        yield return Route([Matches("mark", "c", "/cookie@([^@/]+)@([^@/]+)$")], Subroute(
            Route([Holds(InCookies)], ToCanary())));
    }

    private static JsonObject ToCanary() => Set(("slot", "{http.regexp.s.5}"));

    private static IEnumerable<JsonObject> Service(int positions)
    {
        yield return Positions(1, positions);
        yield return Last(Route([Is("service", "")], Page(404, Pages.NoRoute, retry: false)));
    }

    /// <summary>Some routes, and within them the next ones: Caddy prepares all routes of a list before it runs the first.</summary>
    private static JsonObject Positions(int first, int last)
    {
        var routes = Enumerable.Range(first, int.Min(PositionsAtOnce, last - first + 1)).Select(Position).ToList();
        if (first + PositionsAtOnce <= last)
        {
            routes.Add(Positions(first + PositionsAtOnce, last));
        }

        return Route([Is("service", ""), File(CaddyFiles.Home, RouteAt(first))], Subroute(routes));
    }

    private static JsonObject Position(int position) => Route([Is("service", ""), File(CaddyFiles.Home, RouteAt(position))], Subroute(
        Route([], Set(("route", Found))),
        Route([Matches("route", "r", "/([^@/]+)@([^@/]*)@([^@/]*)$")], Subroute(
            Route([Is("{http.regexp.r.3}", [.. Enumerable.Range(0, SlotTable.DeepestPrefix + 1).Select(PrefixAt)])], Subroute(
                Route([Is("{http.regexp.r.2}", "")], Set(("service", "{http.regexp.r.1}"))),
                Route([Host("{http.regexp.r.2}")], Set(("service", "{http.regexp.r.1}")))))))));

    /// <summary>
    /// Every prefix that covers the request's path, written as in the table: of /api/x these are nothing, ",api" and ",api,x".
    /// </summary>
    private static IEnumerable<JsonObject> Prefixes()
    {
        yield return Route([], Set((Prefix(0), "")));
        foreach (var depth in Enumerable.Range(1, SlotTable.DeepestPrefix))
        {
            var segment = string.Create(CultureInfo.InvariantCulture, $"{{http.request.uri.path.{depth - 1}}}");
            yield return Route([], Set((Prefix(depth), $"{PrefixAt(depth - 1)},{segment}")));
        }
    }

    private static string Prefix(int depth) => string.Create(CultureInfo.InvariantCulture, $"prefix{depth}");

    private static string PrefixAt(int depth) => $"{{http.vars.{Prefix(depth)}}}";

    private static string RouteAt(int position) => string.Create(CultureInfo.InvariantCulture, $"{Table}/routes/{position:00}/*");

    /// <summary>By chance; of those without an address now, by another chance; at last any that has one.</summary>
    private static IEnumerable<JsonObject> Replica(int attempt)
    {
        const string Service = Table + "/services/{http.vars.service}";
        yield return Route([Matches("draw", "d", "^.{6}(..).{16}(..).{4}(..)")], Set());
        var drawn = Enumerable.Range(attempt, Attempts)
            .Select(draw => string.Create(CultureInfo.InvariantCulture, $"{Service}/{{http.regexp.d.{(draw % Attempts) + 1}}}/*"));
        yield return Route([File(CaddyFiles.Home, [$"{Service}/only/*", .. drawn, $"{Service}/*/*"])], Set(("replica", Found)));
        yield return Last(Route([.. MayBeSentTwice(), HasAddress()], Proxy(Transport(kept: true))));
        yield return Last(Route([HasAddress()], Proxy(Transport(kept: false))));
        yield return Route(
            [], new JsonObject { ["handler"] = "error", ["error"] = "dial nobody: no replica has an address", ["status_code"] = 503 });
    }

    private static JsonObject HasAddress() => Matches("replica", "p", "/([^@/]+:[0-9]+)$");

    /// <summary>
    /// What changes nothing and has no body. (A body without a length is not seen, but hardly ever comes without its type.) Caddy sends it
    /// again if its kept connection breaks before any answer.
    /// </summary>
    private static IEnumerable<JsonObject> MayBeSentTwice() =>
    [
        new() { ["method"] = List("GET", "HEAD", "OPTIONS") },
        new() { ["not"] = new JsonArray(HasHeader("Content-Length"), HasHeader("Content-Type"), HasHeader("Upgrade")) },
    ];

    private static JsonObject Proxy(JsonObject transport) => new()
    {
        ["handler"] = "reverse_proxy",
        ["upstreams"] = new JsonArray(new JsonObject { ["dial"] = "{http.regexp.p.1}" }),
        // Event streams are passed on at once, other answers soon. At once for all would make Caddy go on reading from a service
        // whose client has left.
        ["flush_interval"] = "10ms",
        // A balancer that ends TLS before this proxy has such an address; what others say of themselves is not believed.
        ["trusted_proxies"] = List("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "fd00::/8", "::1"),
        ["transport"] = transport,
        // On what a service answered alone. The tally knows it by that, so everybody's answers bear it.
        ["headers"] = new JsonObject { ["response"] = SetHeader(OwnRequest.AnsweredHeader) },
    };

    /// <summary>
    /// A kept connection can be closed by the container at the instant it is used again, and then a POST is lost, because nobody may send
    /// it twice: so that has a connection of its own. Kept ones end after a moment without a request. So what is open can be counted: it is
    /// what is under way, or was a moment ago.
    /// </summary>
    private static JsonObject Transport(bool kept) => new()
    {
        ["protocol"] = "http",
        ["keep_alive"] = kept
            ? new JsonObject { ["enabled"] = true, ["idle_timeout"] = "500ms", ["max_idle_conns_per_host"] = IdleConnections }
            : new JsonObject { ["enabled"] = false },
        ["compression"] = false,
        ["dial_timeout"] = "5s",
    };

    private static JsonObject Status(string code) => new() { ["handler"] = "static_response", ["status_code"] = code };

    private static JsonObject Last(JsonObject route)
    {
        route["terminal"] = true;
        return route;
    }
}
