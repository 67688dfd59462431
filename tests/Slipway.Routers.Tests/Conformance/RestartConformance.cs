using Docker.DotNet.Models;
using Slipway.Applications;
using Slipway.Routers.Tests.Stages;
using Slipway.Routing;
using Xunit.Abstractions;

namespace Slipway.Routers.Tests.Conformance;

/// <summary>The proxy ends under load, well or badly, and comes back.</summary>
public abstract class RestartConformance(RouterKind kind, ITestOutputHelper output) : LoadConformance(kind, output)
{
    /// <summary>Ends every process of a container but its first one: what is left to the engine is to start it again.</summary>
    private static readonly string[] KillAll = ["perl", "-e", "kill KILL => -1"];

    [EngineFact]
    public async Task Stopped_and_started_it_loses_nothing_or_at_least_nothing_once_it_answers_again()
    {
        await using var stage = await LiveStageAsync();
        var probe = Start(stage);
        await Task.Delay(1000, Token);

        // As by hand: how long it is waited for is the container's to say.
        await stage.Engine.Connection.CallAsync(
            "stop the router",
            (engine, token) => engine.Containers.StopContainerAsync(stage.Names.Router, new ContainerStopParameters(), token), Token);
        await stage.Engine.Containers.StartAsync(stage.Names.Router, Token);

        await stage.AwaitAnswerAsync("one", Token);
        if (stage.Router.Capabilities.ReplacedWithoutGap)
        {
            await Task.Delay(1000, Token);
            Assert.Equal(0, (await StopAsync(probe)).Failed);
        }
        else
        {
            await StopAsync(probe);
            await LosesNothingAsync(stage);
        }

        Assert.Equal(Split.All(Slot.Blue), (await stage.Router.ObserveAsync(Token)).Split);
    }

    [EngineFact]
    public async Task Paused_it_is_not_seen_to_serve_and_goes_on_when_it_is_resumed()
    {
        await using var stage = await LiveStageAsync();
        foreach (var part in new[] { stage.Names.Router, stage.Router.Capabilities.ReplacedWithoutGap ? stage.Names.Edge : null })
        {
            if (part is null)
            {
                continue;
            }

            await stage.Engine.Connection.CallAsync(
                $"pause {part}", (engine, token) => engine.Containers.PauseContainerAsync(part, token), Token);
            await using var another = stage.AnotherClient();
            Assert.False((await another.ObserveAsync(Token)).Running);

            await another.ResumeAsync(Token);

            Assert.Equal("one", (await stage.GetAsync("/", Token)).Body);
            Assert.Equal(Split.All(Slot.Blue), (await another.ObserveAsync(Token)).Split);
        }
    }

    [EngineFact]
    public async Task Behind_an_edge_that_was_stopped_it_is_not_seen_to_serve_and_serves_when_it_is_resumed()
    {
        await using var stage = await LiveStageAsync();
        if (!stage.Router.Capabilities.ReplacedWithoutGap)
        {
            return;
        }

        await stage.Engine.Containers.StopAsync(stage.Names.Edge, TimeSpan.Zero, Token);
        Assert.False((await stage.Router.ObserveAsync(Token)).Running);

        await stage.Router.ResumeAsync(Token);

        await stage.AwaitAnswerAsync("one", Token);
        Assert.True((await stage.Router.ObserveAsync(Token)).Running);
    }

    /// <summary>An undo that does not wait would leave the traffic where it should not stay.</summary>
    [EngineFact]
    public async Task What_it_is_told_while_it_is_being_started_again_comes_into_force()
    {
        await using var stage = await LiveStageAsync();
        await stage.StartAsync(Slot.Green, "two", Token);
        await stage.AdmitAsync(Slot.Green, Token);
        foreach (var slot in new[] { Slot.Green, Slot.Blue, Slot.Green })
        {
            await stage.Engine.Containers.ExecuteAsync(stage.Names.Router, KillAll, Token);
            await stage.Router.ShiftAsync(Split.All(slot), Token);
            await stage.AwaitAnswerAsync(slot == Slot.Green ? "two" : "one", Token);
            Assert.Equal(Split.All(slot), (await stage.Router.ObserveAsync(Token)).Split);
        }

        await stage.Engine.Containers.ExecuteAsync(stage.Names.Router, KillAll, Token);
        await stage.Router.WithdrawAsync(Slot.Blue, Token);
        await stage.AwaitAnswerAsync("two", Token);
    }

    [EngineFact]
    public async Task Killed_it_loses_what_is_under_way_and_no_request_that_comes_later()
    {
        await using var stage = await LiveStageAsync();
        var probe = Start(stage);
        await Task.Delay(1000, Token);

        await stage.Engine.Containers.ExecuteAsync(stage.Names.Router, KillAll, Token);
        var killed = TimeProvider.System.GetUtcNow();

        if (stage.Router.Capabilities.ReplacedWithoutGap)
        {
            await LosesNothingAsync(stage);
            var result = await StopAsync(probe);
            Assert.True(result.Failed > 0, "a proxy was killed with slow requests under way, and no loss was seen");
            // A kept connection is under way as a whole: its client may send on it before it has seen the end.
            Assert.All(result.FirstFailures, failure => Assert.True(failure.KeptAlive || failure.DueAt <= killed, $"{failure} came later"));
        }
        else
        {
            await stage.AwaitAnswerAsync("one", Token);
            await StopAsync(probe);
            await LosesNothingAsync(stage);
        }

        Assert.Equal(Split.All(Slot.Blue), (await stage.Router.ObserveAsync(Token)).Split);
    }

    private async Task LosesNothingAsync(Stage stage)
    {
        var probe = Start(stage);
        await Task.Delay(1500, Token);
        var result = await StopAsync(probe);
        Assert.Equal(0, result.Failed);
        Assert.Equal(result.Sent, result.Answers["blue"]);
    }
}
