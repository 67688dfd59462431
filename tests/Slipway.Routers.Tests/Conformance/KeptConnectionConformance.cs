using Slipway.Applications;
using Slipway.Routers.Tests.Stages;
using Slipway.Routing;
using Slipway.Verification;
using Xunit.Abstractions;

namespace Slipway.Routers.Tests.Conformance;

/// <summary>Connections to a service are kept for what can be asked twice, and for nothing else.</summary>
public abstract class KeptConnectionConformance(RouterKind kind, ITestOutputHelper output) : LoadConformance(kind, output)
{
    private const int Requests = 20;

    [EngineFact]
    public async Task What_can_be_asked_twice_shares_kept_connections_and_all_else_has_one_of_its_own()
    {
        await using var stage = await LiveStageAsync();
        Assert.InRange(await CountConnectionsAsync(stage, () => new HttpRequestMessage(HttpMethod.Get, "connection")), 1, Requests / 4);
        Assert.Equal(Requests, await CountConnectionsAsync(stage, () => new HttpRequestMessage(HttpMethod.Post, "connection")));
        Assert.Equal(Requests, await CountConnectionsAsync(stage,
            () => new HttpRequestMessage(HttpMethod.Get, "connection") { Content = new StringContent("a body") }));
    }

    /// <summary>The requests come at about the instant at which a kept connection is closed.</summary>
    [EngineFact]
    public async Task Containers_that_close_idle_connections_after_a_moment_lose_nothing()
    {
        await using var stage = await NewStageAsync();
        await stage.StartAsync(Slot.Blue, TestBackend.Hasty, Token);
        await stage.AdmitAsync(Slot.Blue, Token);
        await stage.Router.ShiftAsync(Split.All(Slot.Blue), Token);
        ProbeRequest[] mix = [new("/", Weight: 2), new("/upload", Weight: 1, BodyBytes: 1000)];
        OpenLoopProbe[] probes = [StartPatiently(stage, mix), StartPatiently(stage, mix), Start(stage, mix)];
        await Task.Delay(TimeSpan.FromSeconds(12), Token);
        foreach (var probe in probes)
        {
            var result = await StopAsync(probe);
            Assert.True(result.Failed == 0 && result.Sent > 100, result.ToString());
        }
    }

    private async Task<int> CountConnectionsAsync(Stage stage, Func<HttpRequestMessage> make)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var request = 0; request < Requests; request++)
        {
            using var message = make();
            using var answer = await stage.Client.SendAsync(message, Token);
            seen.Add(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(Token));
        }

        return seen.Count;
    }
}
