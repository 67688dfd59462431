using Slipway.Containers;
using Slipway.Routers.Foundation;
using Slipway.Routing;

namespace Extensions.Routers;

/// <summary>Debian's Apache httpd, and a configuration that looks everything up in one file.</summary>
internal static class HttpdImage
{
    private const string ConfigurationPath = "/usr/local/lib/slipway/httpd.conf";

    public static Proxy Proxy { get; } = new()
    {
        Kind = "Httpd",
        Capabilities = new RouterCapabilities { Name = "Apache httpd 2.4", Weights = true, Maintenance = true },
        Recipe = Recipe,
        Verbs = ReplicaCheck.Verbs + Verbs,
    };

    /// <summary>A request of the bridge in the container: <c>httpd</c> fails unless httpd's port takes a connection.</summary>
    private static string Verbs => $$"""
        sub on_httpd {
            IO::Socket::INET->new(PeerAddr => '127.0.0.1', PeerPort => {{IRouter.InnerPort}}, Timeout => 2)
                or die "httpd does not answer: $!\n";
            return '';
        }

        """;

    private static string Modules => string.Join('\n', "mpm_event authz_core headers proxy proxy_http rewrite".Split(' ')
        .Select(module => $"LoadModule {module}_module /usr/lib/apache2/modules/mod_{module}.so"));

    /// <summary>
    /// A map of type <c>rnd</c> gives one of the alternatives of a key at random, and is read again as soon as the file is another one:
    /// what replaces the file is followed by the next request, and no connection is closed for it.
    /// </summary>
    private static string Configuration => $$$"""
        ServerRoot /etc/apache2
        ServerName router
        Listen {{{IRouter.InnerPort}}}
        PidFile {{{ProxyImage.RuntimeFolder}}}/httpd.pid
        DefaultRuntimeDir {{{ProxyImage.RuntimeFolder}}}
        ErrorLog /dev/stderr
        LogLevel error
        {{{Modules}}}
        ServerLimit 16
        MaxRequestWorkers 400
        Timeout 600
        ProxyTimeout 600
        KeepAliveTimeout 120
        MaxKeepAliveRequests 0
        MergeSlashes Off
        AllowEncodedSlashes NoDecode
        ProxyPreserveHost On
        ProxyAddHeaders Off
        RequestHeader set X-Forwarded-For "expr=%{REMOTE_ADDR}"
        RequestHeader set X-Forwarded-Proto http
        # Between the client and this proxy alone; after the rules below have looked at them.
        RequestHeader unset {{{Preview.Header}}}
        RequestHeader unset {{{Preview.TokenHeader}}}
        RequestHeader unset {{{OwnRequest.Header}}}

        RewriteEngine On
        RewriteMap state "rnd:{{{HttpdMap.Path}}}"
        RewriteCond ${state:page} =maintenance
        RewriteRule ^ - "[E=PAGE:{{{Pages.Maintenance}}},R=503,L]"
        # The path as the client wrote it, with its query.
        RewriteCond %{THE_REQUEST} ^\S+\s(?:http://[^/]*)?(/\S*)
        RewriteRule ^ - [E=ASKED:%1]
        RewriteRule ^ - [E=SLOT:${state:live}]
        RewriteCond ${state:preview-%{HTTP:{{{Preview.Header}}}}-%{HTTP:{{{Preview.TokenHeader}}}}} ^(blue|green)$
        RewriteRule ^ - [E=SLOT:%1]
        RewriteCond %{ENV:SLOT} ^$
        RewriteRule ^ - "[E=PAGE:{{{Pages.NoRelease}}},R=503,L]"
        # Nothing was decoded, so that a question mark can only be the one that the client wrote.
        RewriteRule ^ http://${state:%{ENV:SLOT}}%{ENV:ASKED} [P,NE,UnsafeAllow3F,L]

        ErrorDocument 503 "%{reqenv:PAGE}"
        Header always set Retry-After 30 env=PAGE
        Header always set {{{Preview.Header}}} %{SLOT}e env=SLOT

        """;

    private static ImageRecipe Recipe => new(
        "slipway-samples/httpd",
        $"""
         FROM debian:bookworm-slim
         RUN apt-get update && apt-get install -y --no-install-recommends apache2-bin && rm -rf /var/lib/apt/lists/*
         COPY httpd.conf {ConfigurationPath}
         COPY --chown={ProxyImage.User} router.map {ProxyImage.Folder}/
         RUN mkdir -p /etc/apache2 && chown {ProxyImage.User} {ProxyImage.Folder} && install -d -m 1777 {ProxyImage.RuntimeFolder}
         USER {ProxyImage.User}
         RUN apache2 -t -f {ConfigurationPath}
         STOPSIGNAL SIGWINCH
         ENTRYPOINT ["apache2", "-D", "FOREGROUND", "-f", "{ConfigurationPath}"]

         """,
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["httpd.conf"] = Configuration,
            ["router.map"] = HttpdMap.Render(DurableState.Initial),
        });
}
