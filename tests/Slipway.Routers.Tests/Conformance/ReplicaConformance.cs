using Slipway.Applications;
using Slipway.Hosts;
using Slipway.Routers.Tests.Stages;
using Slipway.Routing;
using Slipway.Verification;
using Xunit.Abstractions;

namespace Slipway.Routers.Tests.Conformance;

/// <summary>Several containers of one service in a slot.</summary>
public abstract class ReplicaConformance(RouterKind kind, ITestOutputHelper output) : RouterConformance(kind)
{
    private static readonly RoutingTable Three = new(
        [new ServiceRoute("web", null, "/", TestBackend.Port, TestBackend.HealthPath, Replicas: 3)]);

    /// <summary>Whether its checks go on once a replica is admitted. Default true.</summary>
    protected virtual bool LeavesOutUnwell => true;

    /// <summary>Whether a request with a body goes to another replica when nobody is at the first one's address. Default true.</summary>
    protected virtual bool SendsBodiesAgain => true;

    [EngineFact]
    public async Task Every_admitted_replica_gets_requests_and_no_other()
    {
        await using var stage = await ThreeReplicasAsync();

        await stage.AdmitAsync(Slot.Blue, Three, Token, 1, 2, 3);
        Assert.Equal(["one", "three", "two"], await AskAsync(stage, 60));
        Assert.Contains(Slot.Blue, (await stage.Router.ObserveAsync(Token)).Up);

        await stage.AdmitAsync(Slot.Blue, Three, Token, 1, 3);
        Assert.Equal(["one", "three"], await AskAsync(stage, 60));
        Assert.Contains(Slot.Blue, (await stage.Router.ObserveAsync(Token)).Up);

        await stage.AdmitAsync(Slot.Blue, Three, Token, 1, 2, 3);
        Assert.Equal(["one", "three", "two"], await AskAsync(stage, 60));
    }

    [EngineFact]
    public async Task What_is_under_way_on_a_replica_is_counted_and_goes_on_after_it_was_taken_out()
    {
        await using var stage = await ThreeReplicasAsync();
        await stage.AdmitAsync(Slot.Blue, Three, Token, 2);
        var slow = stage.GetAsync("/slower", Token);
        while (await CountAsync(stage, 2) is 0)
        {
            Assert.False(slow.IsCompleted, "the request ended before it was counted");
            await Task.Delay(10, Token);
        }

        await stage.AdmitAsync(Slot.Blue, Three, Token, 1, 3);

        Assert.Equal(["one", "three"], await AskAsync(stage, 30));
        if (stage.Router.Capabilities.CountsInFlight)
        {
            await DrainAsync(stage, 1);
            Assert.True(await CountAsync(stage, 2) == 1 || slow.IsCompleted);
        }

        Assert.Equal("two", (await slow).Body);
    }

    [EngineFact]
    public async Task One_replica_after_another_replaced_under_load_loses_nothing()
    {
        await using var stage = await ThreeReplicasAsync();
        await stage.AdmitAsync(Slot.Blue, Three, Token, 1, 2, 3);
        var probe = OpenLoopProbe.Start(
            new ProbeOptions { BaseAddress = stage.Address, Paths = [new("/", Weight: 95), new("/slow", Weight: 5)], Rate = 100 },
            TimeProvider.System);

        for (var replica = 1; replica <= 3; replica++)
        {
            await stage.StartAsync(Slot.Green, $"new-{replica}", Token, "web", replica);
            await stage.AdmitAsync(Slot.Green, Three, Token, [.. Enumerable.Range(1, replica)]);
            await stage.Router.ShiftAsync(
                stage.Router.Capabilities.Weights && replica < 3 ? Split.Weighted(Slot.Green, replica * 33) : Split.All(Slot.Green), Token);
            if (replica < 3 && stage.Router.Capabilities.Weights)
            {
                await stage.AdmitAsync(Slot.Blue, Three, Token, [.. Enumerable.Range(replica + 1, 3 - replica)]);
                await DrainAsync(stage, replica);
                await stage.RetireAsync(Slot.Blue, Token, replica);
            }
        }

        var result = await probe.StopAsync(Token);
        output.WriteLine(result.ToString());
        Assert.Equal(0, result.Failed);
        Assert.True(result.Sent > 100, result.ToString());
        Assert.Equal(["new-1", "new-2", "new-3"], await AskAsync(stage, 60));
    }

    /// <summary>Nothing was sent, so it may be sent to another one whatever it is.</summary>
    [EngineFact]
    public async Task A_request_that_finds_nobody_at_a_replicas_address_goes_to_another_one()
    {
        await using var stage = await ThreeReplicasAsync();
        await stage.AdmitAsync(Slot.Blue, Three, Token, 1, 2, 3);

        await stage.Engine.Containers.RemoveAsync(stage.Names.Slot("web", Slot.Blue, 2), Token);
        ProbeRequest[] mix = SendsBodiesAgain ? [new("/"), new("/upload", BodyBytes: 100_000)] : [new("/")];
        var probe = OpenLoopProbe.Start(
            new ProbeOptions { BaseAddress = stage.Address, Paths = mix, Rate = 60 }, TimeProvider.System);
        await Task.Delay(TimeSpan.FromSeconds(1), Token);

        var result = await probe.StopAsync(Token);
        output.WriteLine(result.ToString());
        Assert.True(result.Sent > 20, result.ToString());
        Assert.Equal(0, result.Failed);
    }

    [EngineFact]
    public async Task A_replica_that_is_unwell_is_left_out_and_when_all_are_each_gets_requests_again()
    {
        await using var stage = await ThreeReplicasAsync();
        await stage.AdmitAsync(Slot.Blue, Three, Token, 1, 2, 3);

        await MakeUnwellAsync(stage, 2);
        if (LeavesOutUnwell)
        {
            await AskUntilAsync(stage, answers => !answers.Contains("two", StringComparer.Ordinal));
            Assert.Equal(["one", "three"], await AskAsync(stage, 60));
        }

        await MakeUnwellAsync(stage, 1);
        await MakeUnwellAsync(stage, 3);
        await AskUntilAsync(stage, answers => answers.Contains("two", StringComparer.Ordinal));
        Assert.Equal(["one", "three", "two"], await AskAsync(stage, 60));
        Assert.Empty((await stage.Router.ObserveAsync(Token)).Up);
    }

    /// <summary>A slot with a replica that does not answer is not taken into service as a whole.</summary>
    [EngineFact]
    public async Task A_replica_that_does_not_answer_is_named_and_the_slot_stays_out()
    {
        await using var stage = await LiveStageAsync();
        await stage.StartAsync(Slot.Green, "two", Token);
        var good = await stage.EndpointAsync(Slot.Green, Token);

        var error = await Assert.ThrowsAsync<RouterException>(() => stage.Router.AdmitAsync(
            Slot.Green, Three, [good, good with { Replica = 2, Port = 9 }], TimeSpan.FromMilliseconds(700), Token));

        Assert.Contains("web of the green slot", error.Message, StringComparison.Ordinal);
        Assert.Equal("one", (await stage.GetAsync("/", Token, preview: "green")).Body);
    }

    /// <summary>Blue is live with "one"; containers "two" and "three" run beside it and are not admitted.</summary>
    private async Task<Stage> ThreeReplicasAsync()
    {
        var stage = await LiveStageAsync();
        await stage.StartAsync(Slot.Blue, "two", Token, "web", 2);
        await stage.StartAsync(Slot.Blue, "three", Token, "web", 3);
        return stage;
    }

    private async Task<IEnumerable<string>> AskAsync(Stage stage, int times)
    {
        var answers = new SortedSet<string>(StringComparer.Ordinal);
        for (var request = 0; request < times; request++)
        {
            answers.Add((await stage.GetAsync("/", Token)).Body);
        }

        return answers;
    }

    /// <summary>On the way there nothing else may be answered either.</summary>
    private async Task AskUntilAsync(Stage stage, Func<IEnumerable<string>, bool> isReached)
    {
        IEnumerable<string> answers;
        do
        {
            answers = await AskAsync(stage, 9);
            Assert.Empty(answers.Except(["one", "two", "three"], StringComparer.Ordinal));
        }
        while (!isReached(answers));
    }

    private async Task MakeUnwellAsync(Stage stage, int replica) => Assert.Equal(
        0, (await stage.Engine.Containers.ExecuteAsync(stage.Names.Slot("web", Slot.Blue, replica), ["touch", TestBackend.UnwellFile],
            Token)).ExitCode);

    private Task<int?> CountAsync(Stage stage, int replica) =>
        stage.Router.CountInFlightAsync(Slot.Blue, stage.Names.Slot("web", Slot.Blue, replica), Token);

    private async Task DrainAsync(Stage stage, int replica)
    {
        while (await CountAsync(stage, replica) > 0)
        {
            await Task.Delay(10, Token);
        }
    }
}
