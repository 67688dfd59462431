using Slipway.Applications;
using Slipway.Containers;
using Slipway.Routers.Foundation;
using Slipway.Routers.Hosting;
using Slipway.Routing;

namespace Slipway.Routers.Traefik;

/// <summary>
/// The proxy's image: the program out of Traefik's own image, beside a server of the few pages that Traefik can't answer by itself.
/// </summary>
internal static class TraefikImage
{
    /// <summary>Where the program comes from. It must be on the engine, or be to be had from the engine's registry.</summary>
    public const string Reference = "traefik:v3.3";

    private const string Program = "/usr/local/lib/slipway";

    public static Proxy Proxy { get; } = new()
    {
        Kind = nameof(RouterKind.Traefik),
        Capabilities = new RouterCapabilities
        {
            Name = "Traefik 3",
            Weights = true,
            CanaryMarks = true,
            Maintenance = true,
            Tls = true,
        },
        Recipe = Recipe,
        Verbs = ReplicaCheck.Verbs + EmbeddedText.Read("Traefik/Program/verbs.pl"),
    };

    private static ImageRecipe Recipe => new(
        "slipway/traefik",
        $"""
         FROM {Reference} AS traefik
         FROM debian:bookworm-slim
         COPY --from=traefik /usr/local/bin/traefik /usr/local/bin/traefik
         COPY start.pl *.html {Program}/
         COPY --chown={ProxyImage.User} slipway.yml {ProxyImage.Folder}/dynamic/
         RUN chown {ProxyImage.User} {ProxyImage.Folder} {ProxyImage.Folder}/dynamic && install -d -m 1777 {ProxyImage.RuntimeFolder}
         USER {ProxyImage.User}
         STOPSIGNAL SIGTERM
         ENTRYPOINT ["perl", "{Program}/start.pl", \
             "--entryPoints.web.address=:8080", \
             "--entryPoints.secure.address=:8443", \
             "--entryPoints.secure.http.tls=true", \
             "--entryPoints.web.transport.lifeCycle.graceTimeOut=60s", \
             "--entryPoints.secure.transport.lifeCycle.graceTimeOut=60s", \
             "--entryPoints.web.transport.respondingTimeouts.readTimeout=0", \
             "--entryPoints.secure.transport.respondingTimeouts.readTimeout=0", \
             "--entryPoints.traefik.address=127.0.0.1:8090", \
             "--api=true", "--api.insecure=true", "--api.dashboard=false", \
             "--providers.file.directory={ProxyImage.Folder}/dynamic", "--providers.file.watch=true", \
             "--providers.providersThrottleDuration=10ms", \
             "--global.checkNewVersion=false", "--global.sendAnonymousUsage=false", "--log.level=WARN"]

         """,
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["start.pl"] = EmbeddedText.Read("Traefik/Program/start.pl"),
            ["maintenance.html"] = Pages.Maintenance,
            ["release.html"] = Pages.NoRelease,
            ["route.html"] = Pages.NoRoute,
            ["slipway.yml"] = TraefikConfiguration.Render(DurableState.Initial, tls: false),
        });
}
