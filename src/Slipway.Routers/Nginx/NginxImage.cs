using System.Globalization;
using Slipway.Applications;
using Slipway.Containers;
using Slipway.Routers.Foundation;
using Slipway.Routers.Hosting;
using Slipway.Routing;

namespace Slipway.Routers.Nginx;

/// <summary>The proxy's image: Debian's nginx with its Lua module, and a first program and state for the volume.</summary>
internal static class NginxImage
{
    public const string ConfigurationPath = ProgramFolder + "/nginx.conf";
    public const string StatePath = ProxyImage.Folder + "/state.json";
    private const string Packages = "nginx-light libnginx-mod-http-lua lua-cjson";

    private const string WhyDescriptors =
        "What nginx of its own accord looks for: the file descriptors of sockets that are open already. "
        + "Which is which it tells by their addresses.";

    private const string ProgramFolder = "/usr/local/lib/slipway";

    /// <summary>The configuration, the same for all applications with one limit. Never reloaded: another one is another image.</summary>
    /// <param name="headKilobytes">How large a head gets through at least.</param>
    public static string Configuration(int headKilobytes) => EmbeddedText.Read("Nginx/Program/nginx.conf")
        .Replace("@HEAD@", string.Create(CultureInfo.InvariantCulture, $"{headKilobytes + BesideHead}k"), StringComparison.Ordinal);

    /// <summary>In kB: the longest line of a head fits into one buffer with this to spare.</summary>
    private const int BesideHead = 8;

    /// <summary>The proxy with what an installation sets.</summary>
    /// <param name="settings">How the application is reached.</param>
    public static Proxy ProxyOf(RouterSettings settings) => new()
    {
        Kind = nameof(RouterKind.Nginx),
        Capabilities = new RouterCapabilities
        {
            Name = "nginx 1.22 with Lua",
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
        Recipe = Recipe(settings.MaxRequestHeadKilobytes),
    };

    /// <summary>
    /// An image whose configuration or program nginx refuses can't be built. The engine copies the folder of durable files out of the
    /// image, owner included, into a volume that is still empty. So a first start and a restart are the same: the proxy reads what is on
    /// its volume.
    /// </summary>
    private static ImageRecipe Recipe(int headKilobytes) => new(
        "slipway/nginx",
        $"""
         FROM debian:bookworm-slim
         RUN apt-get update && apt-get install -y --no-install-recommends {Packages} && rm -rf /var/lib/apt/lists/*
         {ProxyImage.CopySocketScript}
         COPY nginx.conf loader.lua start.pl {ProgramFolder}/
         COPY --chown={ProxyImage.User} program.lua state.json {ProxyImage.Folder}/
         {ProxyImage.OwnFolders}
         RUN nginx -t -e stderr -c {ConfigurationPath}
         STOPSIGNAL SIGQUIT
         # {WhyDescriptors}
         ENV NGINX="{ProxyImage.Descriptor};{ProxyImage.TlsDescriptor};"
         ENTRYPOINT [{ProxyImage.TakeSockets}, "perl", "{ProgramFolder}/start.pl", "-e", "stderr", "-c", "{ConfigurationPath}"]

         """,
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [ProxyImage.SocketScript] = ProxyImage.SocketScriptText,
            ["nginx.conf"] = Configuration(headKilobytes),
            ["loader.lua"] = EmbeddedText.Read("Nginx/Program/loader.lua"),
            ["start.pl"] = EmbeddedText.Read("Nginx/Program/start.pl"),
            ["program.lua"] = NginxProgram.Text,
            ["state.json"] = DurableState.Initial.ToJson(),
        });
}
