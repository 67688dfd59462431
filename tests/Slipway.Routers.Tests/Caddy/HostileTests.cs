using System.Net;
using System.Net.Sockets;
using System.Text;
using Slipway.Applications;
using Slipway.Routers.Caddy;
using Slipway.Routers.Tests.Stages;
using Slipway.Routing;

namespace Slipway.Routers.Tests.Caddy;

/// <summary>A configuration that Caddy refuses, requests that try to choose what Caddy looks at, and a replica that is gone.</summary>
public sealed class HostileTests : IDisposable
{
    private readonly CancellationTokenSource limit = new(TimeSpan.FromMinutes(5));

    public void Dispose() => limit.Dispose();

    /// <summary>The configuration is a part of the image, and Caddy reads it while the image is built.</summary>
    [EngineFact]
    public async Task A_configuration_that_caddy_refuses_becomes_no_image()
    {
        await using var stage = await Stage.CreateLiveAsync(RouterKind.Caddy, limit.Token);
        var files = new Dictionary<string, string>(CaddyImage.Proxy.Recipe.Files, StringComparer.Ordinal)
        {
            ["caddy.json"] = CaddyConfiguration.Render().Replace("\"reverse_proxy\"", "\"nonsense\"", StringComparison.Ordinal),
        };

        var error = await Assert.ThrowsAnyAsync<SlipwayException>(() => stage.Engine.Images.EnsureAsync(
            CaddyImage.Proxy.Recipe with { Files = files }, new Progress<string>(), limit.Token));

        Assert.Contains("http.handlers.nonsense", error.Message, StringComparison.Ordinal);
        Assert.Equal("one", (await stage.GetAsync("/", limit.Token)).Body);
    }

    [EngineTheory]
    [InlineData("/../../tables", "shop.example")]
    [InlineData("/..", "..")]
    [InlineData("/*/[a-z]", "*")]
    [InlineData("/{http.vars.table}", "{http.vars.table}")]
    [InlineData("/%2e%2e/%2F/%00", "localhost")]
    [InlineData("/@,@", "web@@")]
    [InlineData("//", "[::1]:80")]
    public async Task What_a_client_sends_never_chooses_a_file(string path, string host)
    {
        await using var stage = await Stage.CreateLiveAsync(RouterKind.Caddy, limit.Token);
        await stage.Router.ShiftAsync(Split.All(Slot.Blue), limit.Token);
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, stage.Address.Port, limit.Token);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {host}\r\nX-Slipway-Slot: ../green\r\nConnection: close\r\n\r\n"),
            limit.Token);
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync(limit.Token);

        // A service's own answer, or Caddy's to what is no request.
        Assert.True(
            answer.Contains("X-Slipway-Slot: blue", StringComparison.Ordinal)
                || answer.StartsWith("HTTP/1.1 400", StringComparison.Ordinal),
            answer);
    }

    /// <summary>Caddy has no checks of its own here: who has no address any more is passed over.</summary>
    [EngineFact]
    public async Task A_replica_that_is_gone_is_passed_over()
    {
        await using var stage = await Stage.CreateLiveAsync(RouterKind.Caddy, limit.Token);
        await stage.StartAsync(Slot.Blue, "two", limit.Token, "web", 2);
        await stage.AdmitAsync(Slot.Blue, new RoutingTable([Stage.Routes.Routes[0] with { Replicas = 2 }]), limit.Token, 1, 2);

        await stage.RetireAsync(Slot.Blue, limit.Token, 2);

        for (var row = 0; row < 60; row = await stage.TryGetAsync("/", limit.Token) is "one" ? row + 1 : 0)
        {
            await Task.Delay(10, limit.Token);
        }

        Assert.Empty((await stage.Router.ObserveAsync(limit.Token)).Up);
    }
}
