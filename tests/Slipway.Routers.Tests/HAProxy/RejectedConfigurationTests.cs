using Slipway.Applications;
using Slipway.Routers.Foundation;
using Slipway.Routers.HAProxy;
using Slipway.Routers.Hosting;
using Slipway.Routers.Tests.Stages;
using Slipway.Routing;
using Slipway.Waiting;

namespace Slipway.Routers.Tests.HAProxy;

public sealed class RejectedConfigurationTests : IDisposable
{
    private readonly CancellationTokenSource limit = new(TimeSpan.FromMinutes(5));

    public void Dispose() => limit.Dispose();

    /// <summary>
    /// No routing table that passes our rules is known to be refused by HAProxy, so the gate before the volume is asked directly.
    /// </summary>
    [EngineFact]
    public async Task What_the_proxy_itself_refuses_leaves_the_good_configuration_in_force_and_on_the_volume()
    {
        await using var stage = await Stage.CreateLiveAsync(RouterKind.HAProxy, limit.Token);
        var verbs = EmbeddedText.Read("HAProxy/Program/verbs.pl");
        await using var session = new RouterSession(stage.Engine.Containers, stage.Names.Router, verbs);
        var runtime = new HAProxyRuntime(session, Poller.Quiet(TimeProvider.System));

        var error = await Assert.ThrowsAsync<RouterException>(
            () => runtime.CheckAsync("frontend public\n    nonsense\n", certificate: null, limit.Token));

        Assert.Contains("HAProxy says", error.Message, StringComparison.Ordinal);
        var files = await stage.Engine.Containers.ExecuteAsync(stage.Names.Router, ["ls", ProxyImage.Folder], limit.Token);
        Assert.DoesNotContain(".candidate", files.StandardOutput, StringComparison.Ordinal);
        Assert.Equal("one", (await stage.GetAsync("/", limit.Token)).Body);
        await stage.Engine.Containers.StopAsync(stage.Names.Router, TimeSpan.FromSeconds(5), limit.Token);
        await stage.Engine.Containers.StartAsync(stage.Names.Router, limit.Token);
        while (await stage.TryGetAsync("/", limit.Token) is null)
        {
            await Task.Delay(50, limit.Token);
        }

        Assert.Equal(Split.All(Slot.Blue), (await stage.Router.ObserveAsync(limit.Token)).Split);
    }

    /// <summary>
    /// As an earlier version of Slipway left it: a configuration that knows no preview, and no file of its tokens. What is cleared away
    /// before the router is brought up to date must not cost it its next start.
    /// </summary>
    [EngineFact]
    public async Task A_router_that_an_earlier_version_started_starts_again_after_a_slot_was_withdrawn()
    {
        await using var stage = await Stage.CreateLiveAsync(RouterKind.HAProxy, limit.Token);
        await stage.StartAsync(Slot.Green, "two", limit.Token);
        await stage.AdmitAsync(Slot.Green, limit.Token);
        await ExecuteAsync(stage, $"sed -i -e '/preview/d' -e 's/description .*/description earlier/' {HAProxyConfiguration.Path} "
            + $"&& rm {PreviewMap.Path}");
        await RestartAsync(stage);

        await stage.Router.WithdrawAsync(Slot.Green, limit.Token);
        await RestartAsync(stage);
        Assert.Equal("one", (await stage.GetAsync("/", limit.Token)).Body);

        await stage.Router.EnsureAsync(limit.Token);
        await stage.AdmitAsync(Slot.Green, limit.Token);
        await RestartAsync(stage);
        Assert.Equal("two", (await stage.GetAsync("/", limit.Token, preview: "green")).Body);
    }

    private async Task RestartAsync(Stage stage)
    {
        await stage.Engine.Containers.StopAsync(stage.Names.Router, TimeSpan.FromSeconds(5), limit.Token);
        await stage.Engine.Containers.StartAsync(stage.Names.Router, limit.Token);
        await stage.AwaitAnswerAsync("one", limit.Token);
    }

    private async Task ExecuteAsync(Stage stage, string script) =>
        await stage.Engine.Containers.ExecuteAsync(stage.Names.Router, ["sh", "-ec", script], limit.Token);
}
