using Slipway.Applications;
using Slipway.Execution;
using Slipway.Hosts;
using Slipway.Keeper;
using Slipway.Routing;
using Slipway.Steps;
using Slipway.Strategies;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Convergence;

/// <summary>
/// The engine is killed, and when it is back some or all containers of the application lie stopped: at rest, and together with the process
/// that releases, at each of its effects.
/// </summary>
public sealed class KilledEngineTests
{
    private static readonly Func<RecordedContainer, bool>[] Stays =
    [
        _ => true,
        container => container.Role is "service" or "worker",
        container => container.Role is "keeper" or "router" or "shared-service",
        container => container.Spec.Name.Length % 2 == 0,
    ];

    public static TheoryData<string> AllStrategies => [.. StrategyRegistry.BuiltIn.Names];

    public static TheoryData<string, RetirePolicy> StrategiesByPolicy
    {
        get
        {
            var cases = new TheoryData<string, RetirePolicy>();
            foreach (var strategy in StrategyRegistry.BuiltIn.Names)
            {
                foreach (var policy in Enum.GetValues<RetirePolicy>())
                {
                    cases.Add(strategy, policy);
                }
            }

            return cases;
        }
    }

    [Fact]
    public async Task Status_names_what_should_run_and_does_not()
    {
        var shell = await PrepareAsync("blue-green", RetirePolicy.KeepWarm);
        Assert.Empty((await shell.StatusAsync())!.Stopped);

        shell.Target.KillEngine(_ => true);
        var status = (await shell.StatusAsync())!;
        Assert.False(status.State.Router.Running);
        string[] live =
        [
            "shop-database", "shop-api-green", "shop-api-green-2", "shop-biller-green", "shop-mailer-green", "shop-web-green",
            "shop-web-green-2", "shop-web-green-3",
        ];
        Assert.Equal(live, status.Stopped);

        await shell.RollbackAsync();
        Assert.Empty((await shell.StatusAsync())!.Stopped);
    }

    [Fact]
    public async Task Plan_of_a_deploy_begins_with_what_it_would_start()
    {
        var shell = await PrepareAsync("blue-green", RetirePolicy.KeepWarm);
        Assert.Equal([RunKind.Migrate, RunKind.Deploy], (await shell.PlanAsync(ShopDescription.Request("1.2"))).Select(plan => plan.Kind));

        shell.Target.KillEngine(container => container.Role is "service" or "worker");
        var plans = await shell.PlanAsync(ShopDescription.Request("1.2"));
        Assert.Equal([RunKind.Recovery, RunKind.Migrate, RunKind.Deploy], plans.Select(plan => plan.Kind));
        Assert.Contains(plans[0].Steps, step => step.Do is RestoreSlot);

        shell.Target.KillEngine(_ => true);
        await shell.PlanAsync(ShopDescription.Request("1.2"));
        Assert.Contains(shell.Observer.Heard, heard => heard.StartsWith("note The router does not run", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(StrategiesByPolicy))]
    public async Task Every_command_brings_back_what_was_live(string strategy, RetirePolicy policy)
    {
        var prepared = await PrepareAsync(strategy, policy);
        (string Name, string Expected, Func<Shell, Task> Run)[] commands =
        [
            ("the same Deploy", "1.1", shell => shell.DeployAsync(ShopDescription.Request("1.1"))),
            ("another Deploy", "1.2", shell => shell.DeployAsync(ShopDescription.Request("1.2"))),
            ("Rollback", "1.0", shell => shell.RollbackAsync()),
            ("Cleanup", "1.1", shell => shell.CleanupAsync()),
            ("a Deploy that fails", "1.1",
                async shell =>
                    await Assert.ThrowsAsync<ReleaseFailedException>(
                        () => shell.DeployAsync(ShopDescription.Request("1.2", Behaviour.Unhealthy)))),
        ];
        var faults = new List<string>();
        foreach (var (name, expected, run) in commands)
        {
            foreach (var (stays, index) in Stays.Select((stays, index) => (stays, index)))
            {
                var shell = prepared.Copy();
                shell.Target.KillEngine(stays);
                await run(shell);
                faults.AddRange(Rest.Find(shell.Target, shell.Application, expected).Select(fault => $"{name} ({index}): {fault}"));
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Theory]
    [MemberData(nameof(AllStrategies))]
    public async Task Killed_with_the_release_at_any_effect_the_next_command_converges(string strategy)
    {
        var turn = 0;
        await KillSweep.RunAsync(await PrepareAsync(strategy, RetirePolicy.KeepWarm),
            (shell, fate) => shell.DeployAsync(ShopDescription.Request("1.2"), fate), async shell =>
        {
            var live = (await shell.StatusAsync())!.State.Live!.Value;
            var went = shell.Target.Containers[new ResourceNames("shop").Slot("web", live)].Version == "1.2";
            shell.Target.KillEngine(Stays[turn % Stays.Length]);
            var next = (NextCommand)(turn++ % 3);
            var expected = next switch
            {
                NextCommand.SameDeploy => "1.2",
                NextCommand.NewerDeploy => "1.3",
                _ => went ? "1.1" : "1.0",
            };
            await (next == NextCommand.Rollback ? shell.RollbackAsync() : shell.DeployAsync(ShopDescription.Request(expected)));
            return
            [
                .. Rest.Find(shell.Target, shell.Application, expected),
                .. (await shell.StatusAsync())!.Interrupted is { } left ? [$"still interrupted: {left}"] : Array.Empty<string>(),
            ];
        });
    }

    [Fact]
    public async Task Killed_while_what_was_stopped_is_started_the_next_command_starts_the_rest()
    {
        var prepared = await PrepareAsync("blue-green", RetirePolicy.KeepWarm);
        prepared.Target.KillEngine(_ => true);
        await KillSweep.RunAsync(prepared, (shell, fate) => shell.DeployAsync(ShopDescription.Request("1.1"), fate), async shell =>
        {
            await shell.DeployAsync(ShopDescription.Request("1.1"));
            return Rest.Find(shell.Target, shell.Application, "1.1");
        });
    }

    [Fact]
    public async Task What_can_not_be_started_again_does_not_keep_the_next_version_away()
    {
        var shell = await PrepareAsync("blue-green", RetirePolicy.KeepWarm);
        shell.Target.KillEngine(_ => true);
        shell.Target.Dying.Add("shop-web-green");
        await shell.RollbackAsync();
        Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.0"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Canary_that_waits_goes_on_waiting_after_the_engine_or_a_command_beside_it_was_killed(bool engine)
    {
        var target = new RecordingTarget();
        target.Exclusive.Add("biller");
        var shell = new Shell(target, ShopDescription.Replicated.WithCanary(canary => canary with { Manual = true }).By("canary"));
        await shell.DeployAsync(ShopDescription.Request("1.0"));
        await shell.DeployAsync(ShopDescription.Request("1.1"));
        Assert.NotNull((await shell.StatusAsync())!.Paused);
        if (engine)
        {
            target.KillEngine(_ => true);
        }
        else
        {
            await Assert.ThrowsAsync<KilledException>(() => shell.MaintainAsync(on: false, new Fate { DieAfter = 2 }));
        }

        await shell.MaintainAsync(on: false);
        Assert.NotNull((await shell.StatusAsync())!.Paused);
        Assert.Empty((await shell.StatusAsync())!.Stopped);
        await shell.PromoteAsync(toFull: true);
        Assert.Empty(Rest.Find(target, shell.Application, "1.1"));
    }

    private static async Task<Shell> PrepareAsync(string strategy, RetirePolicy policy)
    {
        var target = new RecordingTarget { Alone = strategy == "recreate" };
        target.Exclusive.Add("biller");
        var shell = new Shell(target, ShopDescription.Replicated.By(strategy) with { Retire = policy });
        await shell.DeployAsync(ShopDescription.Request("1.0"));
        await shell.DeployAsync(ShopDescription.Request("1.1"));
        return shell;
    }
}
