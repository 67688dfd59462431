using Slipway.Applications;
using Slipway.Containers;
using Slipway.Routers.Foundation;
using Slipway.Routers.Hosting;
using Slipway.Routing;

namespace Slipway.Routers.Caddy;

/// <summary>The proxy's image: Debian's Caddy, the one configuration that it ever has, and the programs that run beside it.</summary>
internal static class CaddyImage
{
    private const string Own = "chown -hR " + ProxyImage.User;

    public static Proxy Proxy { get; } = new()
    {
        Kind = nameof(RouterKind.Caddy),
        Capabilities = new RouterCapabilities
        {
            Name = "Caddy 2.6",
            Weights = true,
            CanaryMarks = true,
            CountsInFlight = true,
            Maintenance = true,
            Statistics = true,
            TellsOwnAnswers = true,
            Hold = true,
            Tls = true,
        },
        Recipe = Recipe,
        Verbs = ReplicaCheck.Verbs + EmbeddedText.Read("Caddy/Program/replicas.pl") + EmbeddedText.Read("Caddy/Program/verbs.pl"),
    };

    /// <summary>
    /// The engine copies the folder of durable files out of the image, owner included, into a volume that is still empty. So a first start
    /// and a restart are the same: the proxy reads what is on its volume. An image whose configuration Caddy refuses can't be built.
    /// </summary>
    private static ImageRecipe Recipe => new(
        "slipway/caddy",
        $"""
         FROM debian:bookworm-slim
         RUN apt-get update && apt-get install -y --no-install-recommends caddy && rm -rf /var/lib/apt/lists/*
         COPY caddy.json *.pl {CaddyFiles.Program}/
         COPY --chown={ProxyImage.User} state.json {CaddyFiles.Home}/states/1/
         RUN cd {CaddyFiles.Home} && mkdir tables && touch states/1/{CaddyState.Initial.Word} && ln -s states/1 live && {Own} . \
          && install -d -m 1777 {CaddyFiles.Run}
         RUN perl {CaddyFiles.Program}/tally.pl & until [ -S {CaddyFiles.LogSocket} ]; do sleep 0.1; done; \
             caddy validate --config {CaddyFiles.Program}/caddy.json; code=$?; kill $!; rm -f {CaddyFiles.Run}/*; exit $code
         ENV XDG_DATA_HOME=/tmp XDG_CONFIG_HOME=/tmp HOME=/tmp RES_OPTIONS="timeout:1 attempts:1"
         USER {ProxyImage.User}
         STOPSIGNAL SIGTERM
         ENTRYPOINT ["perl", "{CaddyFiles.Program}/watch.pl"]

         """,
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["caddy.json"] = CaddyConfiguration.Render(),
            ["state.json"] = CaddyState.Initial.ToJson(),
            ["replicas.pl"] = EmbeddedText.Read("Caddy/Program/replicas.pl"),
            ["watch.pl"] = EmbeddedText.Read("Caddy/Program/watch.pl"),
            ["tally.pl"] = EmbeddedText.Read("Caddy/Program/tally.pl"),
        });
}
