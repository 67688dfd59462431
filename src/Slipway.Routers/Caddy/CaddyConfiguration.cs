using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Routing;
using static Slipway.Routers.Caddy.Directives;

namespace Slipway.Routers.Caddy;

/// <summary>
/// Caddy's configuration. It is the same for every application and never changes, because any change of it restarts Caddy's listener and
/// loses requests on kept connections; there is no admin endpoint to change it through. What a release changes are file names, see
/// <see cref="CaddyFiles"/>; no value of a release ever stands in here.
/// </summary>
internal static class CaddyConfiguration
{
    private const int CertificatePort = 8444;

    private static readonly JsonSerializerOptions Format =
        new() { WriteIndented = true, MaxDepth = 256, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="positions">How many routes of a slot are looked at.</param>
    public static string Render(int positions = SlotTable.MostRoutes) => new JsonObject
    {
        ["admin"] = new JsonObject { ["disabled"] = true, ["config"] = new JsonObject { ["persist"] = false } },
        ["logging"] = Logging(),
        ["apps"] = new JsonObject
        {
            ["http"] = new JsonObject
            {
                // How long requests may go on once the container is told to stop. The engine may be less patient.
                ["grace_period"] = "60s",
                ["http_port"] = IRouter.InnerPort,
                ["servers"] = new JsonObject { ["public"] = Public(positions), ["certificate"] = Certificate() },
            },
            ["tls"] = Tls(),
        },
    }.ToJsonString(Format) + "\n";

    /// <summary>Caddy speaks TLS on every port but the one that it is told is for plain HTTP.</summary>
    private static JsonObject Public(int positions) => new()
    {
        ["listen"] = List($":{IRouter.InnerPort}", $":{IRouter.InnerTlsPort}"),
        ["protocols"] = List("h1", "h2"),
        ["automatic_https"] = new JsonObject { ["disable"] = true },
        ["tls_connection_policies"] = new JsonArray(new JsonObject()),
        ["read_header_timeout"] = "30s",
        // Longer than the idle time of common client pools (60 to 90 s), so that it is the client that closes.
        ["idle_timeout"] = "120s",
        ["logs"] = new JsonObject(),
        ["routes"] = Decision.Routes(positions),
    };

    /// <summary>
    /// Caddy reads a certificate when it loads its configuration, but can also fetch one for each handshake: here from itself, over an
    /// address that nobody outside of its container reaches. So a new certificate needs no change of configuration.
    /// </summary>
    private static JsonObject Certificate() => new()
    {
        ["listen"] = List($"127.0.0.1:{CertificatePort}"),
        ["protocols"] = List("h1"),
        ["automatic_https"] = new JsonObject { ["disable"] = true },
        ["routes"] = new JsonArray(
            Route([Path($"/{CaddyFiles.Certificate}")], new JsonObject { ["handler"] = "file_server", ["root"] = CaddyFiles.Home })),
    };

    private static JsonObject Tls() => new()
    {
        ["automation"] = new JsonObject
        {
            ["policies"] = new JsonArray(new JsonObject
            {
                ["get_certificate"] = new JsonArray(
                    new JsonObject { ["via"] = "http", ["url"] = $"http://127.0.0.1:{CertificatePort}/{CaddyFiles.Certificate}" }),
            }),
        },
    };

    /// <summary>Requests go to the tally, and never to the engine's log, whose disk they would fill.</summary>
    private static JsonObject Logging() => new()
    {
        ["logs"] = new JsonObject
        {
            ["default"] = new JsonObject { ["level"] = "WARN", ["exclude"] = List("http.log") },
            ["requests"] = new JsonObject
            {
                ["include"] = List("http.log.access"),
                ["writer"] = new JsonObject { ["output"] = "net", ["address"] = $"unix/{CaddyFiles.LogSocket}" },
                ["encoder"] = new JsonObject
                {
                    ["format"] = "filter",
                    ["wrap"] = new JsonObject { ["format"] = "json" },
                    ["fields"] = new JsonObject { ["request"] = new JsonObject { ["filter"] = "delete" } },
                },
            },
        },
    };
}
