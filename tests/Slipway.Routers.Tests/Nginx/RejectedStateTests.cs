using Slipway.Applications;
using Slipway.Routers.Foundation;
using Slipway.Routers.Hosting;
using Slipway.Routers.Nginx;
using Slipway.Routers.Tests.Stages;
using Slipway.Routing;

namespace Slipway.Routers.Tests.Nginx;

/// <summary>What the proxy itself refuses, behind the rules that a value must pass before it is asked.</summary>
public sealed class RejectedStateTests : IDisposable
{
    private static readonly string Good = DurableState.Initial.ToJson();

    private readonly CancellationTokenSource limit = new(TimeSpan.FromMinutes(5));

    public void Dispose() => limit.Dispose();

    [EngineFact]
    public async Task What_the_proxy_refuses_leaves_the_good_state_in_force_and_on_the_volume()
    {
        await using var stage = await Stage.CreateLiveAsync(RouterKind.Nginx, limit.Token);
        await using var session = new RouterSession(stage.Engine.Containers, stage.Names.Router);
        var control = new NginxControl(session);
        string[] bad =
        [
            "",
            "nonsense",
            "[]",
            "{}",
            Good[..^1],
            Good.Replace("\"blue\": 0", "\"blue\": 60", StringComparison.Ordinal),
            Good.Replace("\"blue\": 0", "\"blue\": 100", StringComparison.Ordinal),
            Good.Replace("\"maintenance\"", "\"canary\":\"green\",\"maintenance\"", StringComparison.Ordinal),
            WithSlot("""{"routes":[{"service":"web","pathPrefix":"/"}],"endpoints":[]}"""),
            WithSlot("""{"routes":[],"endpoints":[{"service":"web","name":"web","address":"example.org","port":80}]}"""),
            WithSlot("""{"routes":[],"endpoints":[{"service":"web","name":"web","address":"10.0.0.1","port":0}]}"""),
            WithSlot(
                """{"routes":[{"service":"web","pathPrefix":"x"}],"endpoints":["""
                + """{"service":"web","name":"web","address":"10.0.0.1","port":80}]}"""),
        ];

        foreach (var state in bad)
        {
            Assert.NotEqual(Good, state);
            var error = await Assert.ThrowsAsync<RouterException>(() => control.WriteStateAsync(state, limit.Token));
            Assert.Contains("refused", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal("one", (await stage.GetAsync("/", limit.Token)).Body);
        await stage.Engine.Containers.StopAsync(stage.Names.Router, TimeSpan.FromSeconds(5), limit.Token);
        await stage.Engine.Containers.StartAsync(stage.Names.Router, limit.Token);
        while (await stage.TryGetAsync("/", limit.Token) is null)
        {
            await Task.Delay(50, limit.Token);
        }

        Assert.Equal(Split.All(Slot.Blue), (await stage.Router.ObserveAsync(limit.Token)).Split);
    }

    private static string WithSlot(string slot) =>
        Good.Replace("\"slots\": {}", $"\"slots\":{{\"blue\":{slot}}}", StringComparison.Ordinal);
}
