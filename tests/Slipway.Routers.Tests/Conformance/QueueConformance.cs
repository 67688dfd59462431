using System.Net;
using Slipway.Applications;
using Slipway.Routers.Foundation;
using Slipway.Routers.Tests.Stages;
using Slipway.Routing;
using Xunit.Abstractions;

namespace Slipway.Routers.Tests.Conformance;

/// <summary>Requests that wait before the maintenance page. A proxy that can't let them says so.</summary>
public abstract class QueueConformance(RouterKind kind, ITestOutputHelper output) : LoadConformance(kind, output)
{
    /// <summary>With routes that the proxy learns of while they wait, and nothing behind it for a while.</summary>
    [EngineFact]
    public async Task Nothing_is_lost_when_requests_wait_while_one_version_stops_before_the_next_one_starts()
    {
        await using var stage = await LiveStageAsync();
        if (!stage.Router.Capabilities.Hold)
        {
            await Assert.ThrowsAsync<RouterException>(() => stage.Router.HoldAsync(TimeSpan.FromSeconds(5), Token));
            return;
        }

        // The new version is there and stopped, so that the gap is one of seconds also on a loaded machine.
        await stage.StartAsync(Slot.Green, "two", Token);
        await stage.Engine.Containers.StopAsync(stage.Names.Slot("web", Slot.Green), TimeSpan.Zero, Token);
        var probe = StartPatiently(stage);
        await Task.Delay(TimeSpan.FromSeconds(1), Token);

        await stage.Router.HoldAsync(Stage.LongestHold, Token);
        await stage.Router.SetMaintenanceAsync(on: true, Token);
        var waiting = Enumerable.Range(0, 20).Select(_ => stage.GetAsync("/", Token)).ToList();
        await stage.DrainAsync(Slot.Blue, Token);
        await stage.Engine.Containers.StopAsync(stage.Names.Slot("web", Slot.Blue), TimeSpan.FromSeconds(5), Token);
        await stage.Engine.Containers.StartAsync(stage.Names.Slot("web", Slot.Green), Token);
        await stage.AdmitAsync(Slot.Green, Token);
        await stage.Router.ShiftAsync(Split.All(Slot.Green), Token);
        await stage.Router.SetMaintenanceAsync(on: false, Token);
        await stage.Router.HoldAsync(TimeSpan.Zero, Token);
        Assert.All(await Task.WhenAll(waiting), answer => Assert.Equal((HttpStatusCode.OK, "two"), answer));
        await Task.Delay(TimeSpan.FromSeconds(1), Token);

        var result = await StopAsync(probe);
        Assert.Equal(0, result.Failed);
        Assert.True(result.Answers["blue"] > 0 && result.Answers["green"] > 0, result.ToString());
        Assert.Equal("two", (await stage.GetAsync("/", Token)).Body);
    }

    [EngineFact]
    public async Task Who_has_waited_for_the_limit_sees_the_page_and_who_waits_when_it_is_taken_away_the_application()
    {
        await using var stage = await LiveStageAsync();
        if (!stage.Router.Capabilities.Hold)
        {
            return;
        }

        await stage.Router.HoldAsync(TimeSpan.FromSeconds(2), Token);
        await stage.Router.SetMaintenanceAsync(on: true, Token);
        // Nobody ends the hold.
        var (status, body) = await stage.GetAsync("/", Token);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, Pages.Maintenance), (status, body));

        await stage.Router.HoldAsync(Stage.LongestHold, Token);
        var waiting = stage.GetAsync("/", Token);
        await Task.Delay(300, Token);
        Assert.False(waiting.IsCompleted);
        await stage.Router.SetMaintenanceAsync(on: false, Token);
        await stage.Router.HoldAsync(TimeSpan.Zero, Token);
        Assert.Equal((HttpStatusCode.OK, "one"), await waiting);
    }

    [EngineFact]
    public async Task While_requests_wait_the_router_says_how_long_still()
    {
        await using var stage = await LiveStageAsync();
        Assert.Null((await stage.Router.ObserveAsync(Token)).Queue);
        if (!stage.Router.Capabilities.Hold)
        {
            return;
        }

        await stage.Router.HoldAsync(Stage.LongestHold, Token);
        Assert.InRange((await stage.Router.ObserveAsync(Token)).Queue ?? TimeSpan.Zero, TimeSpan.FromMilliseconds(1), Stage.LongestHold);

        await stage.Router.HoldAsync(TimeSpan.Zero, Token);
        Assert.Null((await stage.Router.ObserveAsync(Token)).Queue);
    }

    /// <summary>A hold does not outlive its limit, nor the page its proxy.</summary>
    [EngineFact]
    public async Task A_proxy_that_is_killed_while_requests_wait_shows_the_page_afterwards()
    {
        await using var stage = await LiveStageAsync();
        if (!stage.Router.Capabilities.Hold)
        {
            return;
        }

        await stage.Router.HoldAsync(TimeSpan.FromSeconds(5), Token);
        await stage.Router.SetMaintenanceAsync(on: true, Token);
        await stage.Engine.Containers.StopAsync(stage.Names.Router, TimeSpan.Zero, Token);
        await stage.Engine.Containers.StartAsync(stage.Names.Router, Token);

        while (true)
        {
            try
            {
                Assert.Equal((HttpStatusCode.ServiceUnavailable, Pages.Maintenance), await stage.GetAsync("/", Token));
                break;
            }
            catch (HttpRequestException)
            {
                // It is just starting.
                await Task.Delay(50, Token);
            }
        }

        await stage.Router.SetMaintenanceAsync(on: false, Token);
        Assert.Equal((HttpStatusCode.OK, "one"), await stage.GetAsync("/", Token));
    }
}
