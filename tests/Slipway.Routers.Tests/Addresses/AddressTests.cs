using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Slipway.Applications;
using Slipway.Containers;
using Slipway.Routers.Tests.Rendering;
using Slipway.Routers.Tests.Stages;
using Slipway.Routing;

namespace Slipway.Routers.Tests.Addresses;

/// <summary>A live site that is to be published elsewhere stays where it is until the engine itself has proven that it can be.</summary>
public sealed class AddressTests : IDisposable
{
    private readonly CancellationTokenSource limit = new(TimeSpan.FromMinutes(4));

    private CancellationToken Token => limit.Token;

    public void Dispose() => limit.Dispose();

    [EngineTheory]
    [InlineData(RouterKind.HAProxy)]
    [InlineData(RouterKind.Caddy)]
    public async Task A_port_that_a_stranger_has_takes_nothing_down(RouterKind kind)
    {
        await using var stage = await Stage.CreateLiveAsync(kind, Token);
        using var stranger = Listen(IPAddress.Loopback, 0);
        var taken = ((IPEndPoint)stranger.LocalEndpoint).Port;
        var before = await IdsAsync(stage);

        await using var next = stage.AnotherAddress(settings => settings with { Port = taken });
        var error = await Assert.ThrowsAsync<SpecificationException>(() => next.EnsureAsync(Token));

        Assert.Equal("router.port", Assert.Single(error.Faults).Path);
        Assert.Contains($"127.0.0.1:{Text(taken)}", error.Message, StringComparison.Ordinal);
        Assert.Equal("one", (await stage.GetAsync("/", Token)).Body);
        Assert.Equal(before, await IdsAsync(stage));
    }

    [EngineTheory]
    [InlineData(RouterKind.HAProxy)]
    [InlineData(RouterKind.Caddy)]
    public async Task A_port_that_another_container_has_is_refused_with_its_name(RouterKind kind)
    {
        await using var stage = await Stage.CreateLiveAsync(kind, Token);
        await using var other = await Stage.CreateLiveAsync(RouterKind.HAProxy, Token);

        await using var next = stage.AnotherAddress(settings => settings with { Port = other.Address.Port });
        var error = await Assert.ThrowsAsync<SpecificationException>(() => next.EnsureAsync(Token));

        Assert.Contains(other.Names.Edge, error.Message, StringComparison.Ordinal);
        Assert.Equal("one", (await stage.GetAsync("/", Token)).Body);
        Assert.Equal("one", (await other.GetAsync("/", Token)).Body);
    }

    [EngineTheory]
    [InlineData(RouterKind.HAProxy)]
    [InlineData(RouterKind.Caddy)]
    public async Task A_port_that_a_stranger_takes_after_the_proof_lets_the_old_one_come_back(RouterKind kind)
    {
        await using var stage = await Stage.CreateLiveAsync(kind, Token);
        using var stranger = new TcpListener(IPAddress.Loopback, Ports.Free());
        var taken = ((IPEndPoint)stranger.LocalEndpoint).Port;
        var publisher = kind == RouterKind.HAProxy ? stage.Names.Edge : stage.Names.Router;

        await using var next = stage.AnotherAddress(
            settings => settings with { Port = taken }, LateStranger.Behind(stage.Engine, publisher, stranger));
        var error = await Assert.ThrowsAsync<SpecificationException>(() => next.EnsureAsync(Token));

        Assert.True(stranger.Server.IsBound, "the stranger never came");
        Assert.Contains($"127.0.0.1:{Text(taken)}", error.Message, StringComparison.Ordinal);
        await stage.AwaitAnswerAsync("one", Token);
        Assert.Equal(Split.All(Slot.Blue), (await stage.Router.ObserveAsync(Token)).Split);
    }

    [EngineFact]
    public async Task An_address_that_the_host_does_not_have_takes_nothing_down()
    {
        await using var stage = await Stage.CreateLiveAsync(RouterKind.HAProxy, Token);

        await using var next = stage.AnotherAddress(settings => settings with { Address = "192.0.2.77" });
        var error = await Assert.ThrowsAsync<SpecificationException>(() => next.EnsureAsync(Token));

        Assert.Contains("192.0.2.77", error.Message, StringComparison.Ordinal);
        Assert.Equal("one", (await stage.GetAsync("/", Token)).Body);
    }

    /// <summary>The old address is part of the new one, so that nothing can be proven while it is open.</summary>
    [EngineFact]
    public async Task All_addresses_of_which_a_stranger_has_one_let_the_old_one_come_back()
    {
        await using var stage = await Stage.CreateLiveAsync(RouterKind.HAProxy, Token);
        using var stranger = Listen(IPAddress.Parse("127.0.0.9"), stage.Address.Port);

        await using var next = stage.AnotherAddress(settings => settings with { Address = "0.0.0.0" });
        await Assert.ThrowsAsync<SpecificationException>(() => next.EnsureAsync(Token));

        await stage.AwaitAnswerAsync("one", Token);
    }

    [EngineTheory]
    [InlineData(RouterKind.HAProxy)]
    [InlineData(RouterKind.Caddy)]
    public async Task A_taken_port_for_TLS_takes_nothing_down_when_TLS_is_switched_on(RouterKind kind)
    {
        await using var stage = await Stage.CreateLiveAsync(kind, Token);
        using var stranger = Listen(IPAddress.Loopback, 0);
        var taken = ((IPEndPoint)stranger.LocalEndpoint).Port;

        await using var next = stage.AnotherAddress(settings => settings with { Tls = new TlsSettings(Descriptions.SelfSigned(), taken) });
        var error = await Assert.ThrowsAsync<SpecificationException>(() => next.EnsureAsync(Token));

        Assert.Equal("router.tls.port", Assert.Single(error.Faults).Path);
        Assert.Equal("one", (await stage.GetAsync("/", Token)).Body);
    }

    [EngineTheory]
    [InlineData(RouterKind.HAProxy)]
    [InlineData(RouterKind.Caddy)]
    public async Task A_free_port_is_moved_to(RouterKind kind)
    {
        await using var stage = await Stage.CreateLiveAsync(kind, Token);
        var free = Ports.Free();

        await using var next = stage.AnotherAddress(settings => settings with { Port = free });
        await next.EnsureAsync(Token);

        using var client = new HttpClient();
        Assert.Equal("one", await client.GetStringAsync(new Uri($"http://127.0.0.1:{Text(free)}/"), Token));
        Assert.Null(await stage.TryGetAsync("/", Token));
    }

    private static TcpListener Listen(IPAddress address, int port)
    {
        var listener = new TcpListener(address, port);
        listener.Start();
        return listener;
    }

    private async Task<IEnumerable<(string Name, string Id, DateTimeOffset? StartedAt)>> IdsAsync(Stage stage) =>
        (await stage.Engine.Containers.ListAsync(stage.Names.Labels, Token))
            .Select(container => (container.Name, container.Id, container.StartedAt)).ToList();

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
