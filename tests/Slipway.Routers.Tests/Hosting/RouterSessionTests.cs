using Slipway.Applications;
using Slipway.Routers.Foundation;
using Slipway.Routers.Hosting;
using Slipway.Routers.Tests.Stages;

namespace Slipway.Routers.Tests.Hosting;

public sealed class RouterSessionTests
{
    [EngineFact]
    public async Task Session_that_nobody_uses_ends_and_the_next_request_opens_another()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        await using var stage = await Stage.CreateLiveAsync(RouterKind.Nginx, limit.Token);
        await using var session = new RouterSession(
            stage.Engine.Containers, stage.Names.Router, "sub on_pid { return $$ }", silence: TimeSpan.FromSeconds(2));
        var first = await session.DoAsync(["pid"], limit.Token);
        Assert.Equal(first, await session.DoAsync(["pid"], limit.Token));
        await Task.Delay(TimeSpan.FromSeconds(3), limit.Token);
        Assert.NotEqual(first, await session.DoAsync(["pid"], limit.Token));
    }
}
