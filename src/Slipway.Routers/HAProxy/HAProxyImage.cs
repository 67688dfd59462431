using Slipway.Applications;
using Slipway.Containers;
using Slipway.Hosts;
using Slipway.Routers.Foundation;
using Slipway.Routers.Hosting;
using Slipway.Routing;

namespace Slipway.Routers.HAProxy;

/// <summary>
/// The proxy's image: Debian's HAProxy, a user of its own, and a first configuration that says that there is no release yet.
/// </summary>
internal static class HAProxyImage
{
    public const string LuaScript = "/usr/local/lib/slipway/router.lua";
    public const string MaintenanceService = "maintenance";
    public const string NoReleaseService = "no-release";
    public const string NoRouteService = "no-route";
    public const string UnwellAction = "choose-unwell";
    public const string UnwellReplica = "txn.replica";
    private const string MasterSocket = ProxyImage.RuntimeFolder + "/master.sock,mode,600";

    /// <summary>
    /// Lets a request wait while the map says so, by the machine's clock, as the proxy's own leaves out what it was paused for: a hold ends
    /// also when nobody ends it. Chooses among replicas that are all down by their checks: one that answered its check, though badly, may
    /// still have an answer for this request. And the pages: the proxy's own way to answer does not wait for a request's body, and a worker
    /// that hands an upload over gets no answer that comes so early.
    /// </summary>
    private const string Lua = $$"""
        local map = Map.new("{{LiveMap.Path}}", Map._str)
        core.register_action("hold", { "http-req" }, function()
            while true do
                local limit = tonumber(map:lookup("{{LiveMap.HoldKey}}")) or 0
                if limit <= os.time() * 1000 then return end
                core.msleep(5)
            end
        end, 0)

        local turn = 0
        core.register_action("{{UnwellAction}}", { "http-req" }, function(txn)
            local unwell = {}
            local asking = txn.f:be_name()
                :gsub("%{{HAProxyConfiguration.OwnSuffix}}$", ""):gsub("%{{HAProxyConfiguration.FreshSuffix}}$", "")
            for name, server in pairs(core.backends[asking].servers) do
                local seen = server:get_stats()
                if seen.status:sub(1, 4) == "DOWN" and seen.check_status:find("L7", 1, true) then table.insert(unwell, name) end
            end
            turn = turn + 1
            if #unwell > 0 then txn:set_var("{{UnwellReplica}}", unwell[turn % #unwell + 1]) end
        end, 0)

        local function page(name, status, text)
            core.register_service(name, "http", function(applet)
                repeat local part = applet:receive(16384) until not part or #part == 0
                applet:set_status(status)
                applet:add_header("content-type", "text/html")
                applet:add_header("content-length", tostring(#text))
                if status == 503 then applet:add_header("retry-after", "30") end
                applet:start_response()
                if applet.method ~= "HEAD" then applet:send(text) end
            end)
        end
        page("{{MaintenanceService}}", 503, [[{{Pages.Maintenance}}]])
        page("{{NoReleaseService}}", 503, [[{{Pages.NoRelease}}]])
        page("{{NoRouteService}}", 404, [[{{Pages.NoRoute}}]])

        """;

    /// <summary>Without anybody's settings: those come into force by a reload, and need no image of their own.</summary>
    private static HAProxyConfiguration Initial =>
        new(new ResourceNames("router"), tls: false, new RouterSettings().MaxRequestHeadKilobytes);

    public static Proxy Proxy { get; } = new()
    {
        Kind = nameof(RouterKind.HAProxy),
        Capabilities = new RouterCapabilities
        {
            Name = "HAProxy 2.6",
            Weights = true,
            CanaryMarks = true,
            CountsInFlight = true,
            Maintenance = true,
            Statistics = true,
            TellsOwnAnswers = true,
            Hold = true,
            Tls = true,
            ReplacedWithoutGap = true,
        },
        Recipe = Recipe,
        Verbs = EmbeddedText.Read("HAProxy/Program/verbs.pl"),
    };

    /// <summary>
    /// The engine copies the folder of durable files out of the image, owner included, into a volume that is still empty. So a first start
    /// and a restart are the same: the proxy reads what is on its volume.
    /// </summary>
    private static ImageRecipe Recipe => new(
        "slipway/haproxy",
        $"""
         FROM debian:bookworm-slim
         RUN apt-get update && apt-get install -y --no-install-recommends haproxy && rm -rf /var/lib/apt/lists/*
         {ProxyImage.CopySocketScript}
         COPY router.lua {LuaScript}
         COPY --chown={ProxyImage.User} haproxy.cfg live.map preview.map {ProxyImage.Folder}/
         {ProxyImage.OwnFolders}
         # The C library's resolver, used once at a start for each name: a container that is gone must not hold the start up.
         ENV RES_OPTIONS="timeout:1 attempts:1"
         STOPSIGNAL SIGUSR1
         ENTRYPOINT [{ProxyImage.TakeSockets}, "haproxy", "-W", "-db", "-S", "{MasterSocket}", "-f", "{HAProxyConfiguration.Path}"]

         """,
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["haproxy.cfg"] = Initial.Render(RouterModel.Empty),
            [ProxyImage.SocketScript] = ProxyImage.SocketScriptText,
            ["router.lua"] = Lua,
            ["live.map"] = LiveMap.Initial.ToFile(),
            ["preview.map"] = PreviewMap.ToFile(RouterModel.Empty),
        });
}
