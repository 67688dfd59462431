using Slipway.Containers;
using Slipway.Routers.Hosting;
using Slipway.Routers.State;

namespace Slipway.Routers.Nginx;

/// <summary>The proxy's image: Debian's nginx with its Lua module, and a first program and state for the volume.</summary>
internal static class NginxImage
{
    public const string ConfigurationPath = ProgramFolder + "/nginx.conf";
    public const string StatePath = RouterContainer.Folder + "/state.json";
    private const string ProgramFolder = "/usr/local/lib/slipway";

    /// <summary>The configuration, the same for every application.</summary>
    public static string Configuration { get; } = EmbeddedText.Read("nginx/nginx.conf");

    /// <summary>
    /// An image whose configuration or program nginx refuses can't be built. The engine copies the folder of durable files out of the image, owner included, into a volume that is still empty. So a first start
    /// and a restart are the same: the proxy reads what is on its volume.
    /// </summary>
    public static ImageRecipe Recipe { get; } = new(
        "slipway/nginx",
        $"""
         FROM debian:bookworm-slim
         RUN apt-get update && apt-get install -y --no-install-recommends nginx-light libnginx-mod-http-lua lua-cjson && rm -rf /var/lib/apt/lists/*
         COPY nginx.conf loader.lua {ProgramFolder}/
         COPY --chown={RouterContainer.User} program.lua state.json {RouterContainer.Folder}/
         RUN chown {RouterContainer.User} {RouterContainer.Folder} && install -d -m 1777 {RouterContainer.RuntimeFolder}
         USER {RouterContainer.User}
         RUN nginx -t -e stderr -c {ConfigurationPath}
         STOPSIGNAL SIGQUIT
         ENTRYPOINT ["nginx", "-e", "stderr", "-c", "{ConfigurationPath}"]

         """,
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["nginx.conf"] = Configuration,
            ["loader.lua"] = EmbeddedText.Read("nginx/loader.lua"),
            ["program.lua"] = NginxProgram.Text,
            ["state.json"] = DurableState.Initial.ToJson(),
        });
}
