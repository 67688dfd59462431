using Slipway.Applications;
using Slipway.Containers;
using Slipway.Execution;
using Slipway.Hosts;
using Slipway.Keeper;
using Slipway.Routing;
using Slipway.Strategies;
using Slipway.Strategies.Foundation;
using Slipway.Tests.Convergence;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Strategies;

/// <summary>A strategy from outside the engine, and what a build that does not have it does with its runs.</summary>
public sealed class UnknownStrategyTests
{
    private static readonly StrategyRegistry Extended = StrategyRegistry.BuiltIn.With(new Relay());

    [Fact]
    public async Task One_that_is_registered_releases_and_its_name_is_kept()
    {
        var shell = await PrepareAsync();
        var report = await shell.DeployAsync(ShopDescription.Request("1.2"));
        Assert.Equal(Relay.StrategyName, report.Release.Strategy);
        Assert.Equal(Relay.StrategyName, (await shell.HistoryAsync())[^1].Start.Begun!.Strategy);
        Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.2"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_that_is_not_registered_is_refused_and_those_that_are_are_named(bool described)
    {
        var shell = described
            ? new Shell(new RecordingTarget(), ShopDescription.Web with { Strategy = new RelaySettings() })
            : new Shell(new RecordingTarget(), ShopDescription.Web);
        var request = ShopDescription.Request("1.0") with { Strategy = described ? null : Relay.StrategyName };

        var error = await Assert.ThrowsAsync<SpecificationException>(() => shell.Target.Time.RunAsync(async () =>
        {
            await shell.Engine(new Fate()).PlanDeployAsync(request, CancellationToken.None);
            return 0;
        }));

        var fault = Assert.Single(error.Faults);
        Assert.Equal("strategy", fault.Path);
        Assert.Contains("blue-green, recreate, rolling or canary is expected, not \"relay\"", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Relay")]
    [InlineData("blue-green")]
    [InlineData("")]
    public void A_name_is_of_lower_case_letters_and_nobody_elses(string name) =>
        Assert.Throws<ArgumentException>(() => StrategyRegistry.BuiltIn.With(new Named(name)));

    [Fact]
    public async Task A_killed_run_of_it_is_brought_to_rest_by_any_build_and_the_next_command_works()
    {
        var turn = 0;
        await KillSweep.RunAsync(await PrepareAsync(), (shell, fate) => shell.DeployAsync(ShopDescription.Request("1.2"), fate),
            async shell =>
        {
            var elsewhere = shell.Elsewhere(StrategyRegistry.BuiltIn);
            var live = (await elsewhere.StatusAsync())!.State.Live!.Value;
            var went = shell.Target.Containers[new ResourceNames("shop").Slot("web", live)].Version == "1.2";
            var back = turn++ % 2 == 0;
            var expected = !back ? "1.3" : went ? "1.1" : "1.0";
            await (back ? elsewhere.RollbackAsync() : elsewhere.DeployAsync(ShopDescription.Request("1.3")));
            return
            [
                .. Rest.Find(shell.Target, elsewhere.Application, expected),
                .. (await elsewhere.StatusAsync())!.Interrupted is { } left ? [$"{left}"] : Array.Empty<string>(),
            ];
        });
    }

    [Fact]
    public async Task Whoever_brings_it_to_rest_is_told_what_is_missing()
    {
        var shell = await PrepareAsync();
        var counting = new Fate();
        await shell.Copy().DeployAsync(ShopDescription.Request("1.2"), counting);
        await Assert.ThrowsAsync<KilledException>(() =>
            shell.DeployAsync(ShopDescription.Request("1.2"), new Fate { DieBefore = counting.Effects / 2 }));

        var elsewhere = shell.Elsewhere(StrategyRegistry.BuiltIn);
        await elsewhere.DeployAsync(ShopDescription.Request("1.3"));
        Assert.Contains(elsewhere.Observer.Heard,
            line => line.Contains("\"relay\", a strategy that is not registered with this build", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("stop shop-web-green", "shop-web-green")] // the old version does not come back: nothing could be done
    [InlineData("router shift to blue", "shop-web-blue", "shop-web-green")] // neither version holds: what was done could not be undone
    public async Task One_that_can_not_be_brought_to_rest_ends_with_exit_5_and_names_the_extension(
        string killedAfter, params string[] dying)
    {
        var shell = await PrepareAsync();
        var undisturbed = shell.Copy();
        await undisturbed.DeployAsync(ShopDescription.Request("1.2"));
        var effect = 1 + undisturbed.Target.Log.IndexOf(killedAfter);
        await Assert.ThrowsAsync<KilledException>(() => shell.DeployAsync(ShopDescription.Request("1.2"), new Fate { DieAfter = effect }));
        foreach (var name in dying)
        {
            shell.Target.Containers[name].Status = ContainerStatus.Exited;
            shell.Target.Dying.Add(name);
        }

        var elsewhere = shell.Elsewhere(StrategyRegistry.BuiltIn);
        var error = await Assert.ThrowsAsync<StrategyMissingException>(() => elsewhere.DeployAsync(ShopDescription.Request("1.3")));
        Assert.Equal(ExitCode.NeedsPerson, elsewhere.CodeOf(error));
        Assert.Equal(Relay.StrategyName, error.Strategy);
        Assert.Contains(
            "\"relay\", a strategy that is not registered with this build: run the command from a build that has it",
            error.Message, StringComparison.Ordinal);
        Assert.NotNull((await elsewhere.StatusAsync())!.Interrupted);

        shell.Target.Dying.Clear();
        await shell.DeployAsync(ShopDescription.Request("1.3"));
        Assert.Equal("1.3", (await shell.StatusAsync())!.State.LiveRelease!.Version);
    }

    [Fact]
    public async Task A_run_of_it_that_waits_is_told_of_and_can_be_taken_back_by_any_build()
    {
        var shell = await PrepareAsync(waits: true);
        await shell.DeployAsync(ShopDescription.Request("1.2"));
        Assert.Equal(RunOutcome.Paused, (await shell.HistoryAsync())[^1].Outcome);

        var elsewhere = shell.Elsewhere(StrategyRegistry.BuiltIn);
        Assert.Contains("at 50 %. It is released by \"relay\"", (await elsewhere.StatusAsync())!.Waiting, StringComparison.Ordinal);
        foreach (var command in new Func<Task>[]
        {
            () => elsewhere.DeployAsync(ShopDescription.Request("1.3")), () => elsewhere.PromoteAsync(),
        })
        {
            var error = await Assert.ThrowsAsync<UsageException>(command);
            Assert.Contains("not registered with this build", error.Message, StringComparison.Ordinal);
            Assert.Contains("`AbortCanary`", error.Message, StringComparison.Ordinal);
        }

        await elsewhere.AbortAsync();
        Assert.Empty(Rest.Find(shell.Target, elsewhere.Application, "1.1"));
        await elsewhere.DeployAsync(ShopDescription.Request("1.3"));
        Assert.Empty(Rest.Find(shell.Target, elsewhere.Application, "1.3"));
    }

    private static async Task<Shell> PrepareAsync(bool waits = false)
    {
        var target = new RecordingTarget();
        target.Exclusive.Add("biller");
        var described = ShopDescription.Whole with { Strategies = [new RelaySettings { Waits = waits }] };
        var first = new Shell(target, described, Extended);
        await first.DeployAsync(ShopDescription.Request("1.0"));
        await first.DeployAsync(ShopDescription.Request("1.1"));
        return new Shell(target, described with { Strategy = described.Strategies[0], Strategies = [] }, Extended);
    }

    private sealed class Named(string name) : Strategy
    {
        public override string Name => name;

        public override Slipway.Steps.Plan Plan(Application application, Slipway.Observation.ObservedState state, BegunRelease release) =>
            throw new NotSupportedException();
    }
}
