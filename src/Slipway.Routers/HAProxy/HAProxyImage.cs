using Slipway.Containers;
using Slipway.Releases;
using Slipway.Routers.Hosting;

namespace Slipway.Routers.HAProxy;

/// <summary>The proxy's image: Debian's HAProxy, a user of its own, and a first configuration that says that there is no release yet.</summary>
internal static class HAProxyImage
{
    public const string HoldScript = "/usr/local/lib/slipway/hold.lua";

    /// <summary>Lets a request wait while the map says so, by the proxy's own clock: a hold ends also when nobody ends it.</summary>
    private const string Hold = $$"""
        local map = Map.new("{{LiveMap.Path}}", Map._str)
        core.register_action("hold", { "http-req" }, function()
            while true do
                local now = core.now()
                local limit = tonumber(map:lookup("{{LiveMap.HoldKey}}")) or 0
                if limit <= now.sec * 1000 + math.floor(now.usec / 1000) then return end
                core.msleep(5)
            end
        end, 0)

        """;

    /// <summary>
    /// The engine copies the folder of durable files out of the image, owner included, into a volume that is still empty. So a first start
    /// and a restart are the same: the proxy reads what is on its volume.
    /// </summary>
    public static ImageRecipe Recipe { get; } = new(
        "slipway/haproxy",
        $"""
         FROM debian:bookworm-slim
         RUN apt-get update && apt-get install -y --no-install-recommends haproxy && rm -rf /var/lib/apt/lists/*
         COPY hold.lua {HoldScript}
         COPY --chown={RouterContainer.User} haproxy.cfg live.map {RouterContainer.Folder}/
         RUN chown {RouterContainer.User} {RouterContainer.Folder} && install -d -m 1777 {RouterContainer.RuntimeFolder}
         USER {RouterContainer.User}
         # The C library's resolver, used once at a start for each name: a container that is gone must not hold the start up.
         ENV RES_OPTIONS="timeout:1 attempts:1"
         STOPSIGNAL SIGUSR1
         ENTRYPOINT ["haproxy", "-W", "-db", "-S", "{RouterContainer.RuntimeFolder}/master.sock,mode,600", "-f", "{HAProxyConfiguration.Path}"]

         """,
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["haproxy.cfg"] = new HAProxyConfiguration(new ResourceNames("router"), tls: false).Render(RouterModel.Empty),
            ["hold.lua"] = Hold,
            ["live.map"] = LiveMap.Initial.ToFile(),
        });
}
