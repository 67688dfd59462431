using Slipway.Applications;
using Slipway.Routers.Tests.Stages;
using Slipway.Routing;

namespace Slipway.Routers.Tests.Conformance;

/// <summary>Requests that choose the canary, and requests that wait.</summary>
public abstract class CanaryConformance(RouterKind kind) : RouterConformance(kind)
{
    [EngineTheory]
    [InlineData(CanaryMarkSource.Header, "X-Tester", "Cookie")]
    [InlineData(CanaryMarkSource.Cookie, "tester", "X-Tester")]
    public async Task A_marked_request_goes_to_the_canary_and_only_while_there_is_one(CanaryMarkSource source, string name, string other)
    {
        await using var stage = await LiveStageAsync();
        Assert.True(stage.Router.Capabilities.CanaryMarks);
        await stage.StartAsync(Slot.Green, "two", Token);
        await stage.AdmitAsync(Slot.Green, Stage.Routes with { Canary = new CanaryMark(source, name, "yes") }, Token, 1);
        var mark = source == CanaryMarkSource.Header ? (name, "yes") : ("Cookie", $"first=1; {name}=yes; last=2");
        var wrong = source == CanaryMarkSource.Header ? (name, "no") : ("Cookie", $"{name}=no; x{name}=yes");

        Assert.Equal("one", await AskAsync(stage, mark));
        await stage.Router.ShiftAsync(Split.CanaryOf(Slot.Green, 0), Token);
        Assert.Equal(Split.CanaryOf(Slot.Green, 0), (await stage.Router.ObserveAsync(Token)).Split);
        Assert.Equal("two", await AskAsync(stage, mark));
        Assert.Equal("one", await AskAsync(stage, wrong));
        Assert.Equal("one", await AskAsync(stage, (other, "yes")));
        await Assert.ThrowsAsync<RouterException>(() => stage.Router.WithdrawAsync(Slot.Green, Token));
        await stage.Router.ShiftAsync(Split.All(Slot.Blue), Token);
        Assert.Equal("one", await AskAsync(stage, mark));
        await stage.Router.WithdrawAsync(Slot.Green, Token);
    }

    [EngineFact]
    public async Task A_canary_survives_a_restart_of_the_router()
    {
        await using var stage = await LiveStageAsync();
        await stage.StartAsync(Slot.Green, "two", Token);
        await stage.AdmitAsync(Slot.Green, Stage.Routes with { Canary = new CanaryMark(CanaryMarkSource.Header, "X-Tester", "yes") }, Token,
            1);
        await stage.Router.ShiftAsync(Split.CanaryOf(Slot.Green, 25), Token);

        await stage.Engine.Containers.StopAsync(stage.Names.Router, TimeSpan.FromSeconds(5), Token);
        await stage.Engine.Containers.StartAsync(stage.Names.Router, Token);
        while (await stage.TryGetAsync("/", Token) is null || !(await stage.Router.ObserveAsync(Token)).Up.Contains(Slot.Green))
        {
            await Task.Delay(50, Token);
        }

        Assert.Equal(Split.CanaryOf(Slot.Green, 25), (await stage.Router.ObserveAsync(Token)).Split);
        Assert.Equal("two", await AskAsync(stage, ("X-Tester", "yes")));
    }

    [EngineFact]
    public async Task Held_requests_wait_and_then_follow_the_split_of_that_moment()
    {
        await using var stage = await LiveStageAsync();
        if (!stage.Router.Capabilities.Hold)
        {
            await Assert.ThrowsAsync<RouterException>(() => stage.Router.HoldAsync(TimeSpan.FromSeconds(5), Token));
            return;
        }

        await stage.StartAsync(Slot.Green, "two", Token);
        await stage.AdmitAsync(Slot.Green, Token);
        await stage.Router.HoldAsync(Stage.LongestHold, Token);
        var waiting = Enumerable.Range(0, 20).Select(_ => stage.GetAsync("/", Token)).ToList();
        await Task.Delay(300, Token);
        Assert.All(waiting, request => Assert.False(request.IsCompleted));

        await stage.Router.ShiftAsync(Split.All(Slot.Green), Token);
        await stage.Router.HoldAsync(TimeSpan.Zero, Token);

        Assert.All(await Task.WhenAll(waiting), answer => Assert.Equal("two", answer.Body));
        Assert.Equal("two", (await stage.GetAsync("/", Token)).Body);
    }

    [EngineFact]
    public async Task A_hold_that_nobody_ends_ends_by_itself()
    {
        await using var stage = await LiveStageAsync();
        if (!stage.Router.Capabilities.Hold)
        {
            return;
        }

        await stage.Router.HoldAsync(TimeSpan.FromSeconds(1), Token);

        Assert.Equal("one", (await stage.GetAsync("/", Token)).Body);
    }

    private async Task<string> AskAsync(Stage stage, (string Name, string Value) header)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/", UriKind.Relative));
        request.Headers.ConnectionClose = true;
        request.Headers.Add(header.Name, header.Value);
        using var answer = await stage.Client.SendAsync(request, Token);
        return await answer.Content.ReadAsStringAsync(Token);
    }
}
