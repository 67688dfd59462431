using Slipway.Applications;
using Slipway.Execution;
using Slipway.Hosts;
using Slipway.Plans;
using Slipway.Routing;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Convergence;

/// <summary>
/// A deploy is killed at each of its effects. Traffic is served throughout, and whatever is run next brings the target to rest.
/// </summary>
public sealed class KilledDeployTests
{
    public static TheoryData<NextCommand, RetirePolicy> Cases() => KillSweep.Cases();

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task It_is_finished_or_undone_by_the_next_command(NextCommand next, RetirePolicy policy) => await KillSweep.RunAsync(
        await KillSweep.ReleaseAsync(policy, "1.0", "1.1"),
        (shell, fate) => shell.DeployAsync(ShopDescription.Request("1.2"), fate),
        async shell =>
        {
            // Where the traffic goes when the next command begins decides which release it finds live.
            var went = LiveVersion(shell) == "1.2";
            var expected = next switch
            {
                NextCommand.SameDeploy => "1.2",
                NextCommand.NewerDeploy => "1.3",
                _ => went ? "1.1" : "1.0",
            };
            await (next == NextCommand.Rollback ? shell.RollbackAsync() : shell.DeployAsync(ShopDescription.Request(expected)));
            return [.. Rest.Find(shell.Target, shell.Application, expected), .. await StillInterruptedAsync(shell)];
        },
        turn: (int)next + (int)policy, of: KillSweep.Policies);

    [Theory]
    [InlineData("1.0")]
    [InlineData("1.1")]
    public async Task A_first_one_is_followed_by_one_that_serves(string version) => await KillSweep.RunAsync(
        await KillSweep.ReleaseAsync(RetirePolicy.KeepWarm),
        (shell, fate) => shell.DeployAsync(ShopDescription.Request("1.0"), fate),
        async shell =>
        {
            await shell.DeployAsync(ShopDescription.Request(version));
            return Rest.Find(shell.Target, shell.Application, version);
        });

    [Fact]
    public async Task Status_names_what_was_cut_off_until_it_is_put_right() => await KillSweep.RunAsync(
        await KillSweep.ReleaseAsync(RetirePolicy.KeepWarm, "1.0"),
        (shell, fate) => shell.DeployAsync(ShopDescription.Request("1.1"), fate),
        async shell =>
        {
            // Between two runs there is nothing to name: before the first line, after the migration, after the last line.
            var runs = shell.Target.Log.Where(
                line => line.StartsWith("journal ", StringComparison.Ordinal)
                    && (line.EndsWith("RunStarted", StringComparison.Ordinal) || line.Contains("RunEnded", StringComparison.Ordinal)));
            var underWay = runs.LastOrDefault()?.EndsWith("RunStarted", StringComparison.Ordinal) ?? false;
            var status = (await shell.StatusAsync())!;
            return status.Holder is not null ? ["the lock is held"]
                : underWay && status.Interrupted?.ToString().Contains("of release 2 by ann@laptop", StringComparison.Ordinal) != true
                    ? [$"status does not name it: {status.Interrupted}"]
                : !underWay && status.Interrupted is not null ? [$"status names {status.Interrupted}"]
                : [];
        });

    [Theory]
    [InlineData("router admit green")]
    [InlineData("router shift to green")]
    [InlineData("put releases/2.json")]
    [InlineData("start shop-migrate-2")]
    public async Task Its_recovery_killed_at_any_effect_is_recovered_from(string death)
    {
        var prepared = await KillSweep.ReleaseAsync(RetirePolicy.KeepWarm, "1.0");
        await KillAtAsync(prepared, ShopDescription.Request("1.1"), death);

        await KillSweep.RunAsync(prepared, (shell, fate) => shell.DeployAsync(ShopDescription.Request("1.2"), fate), async shell =>
        {
            await shell.DeployAsync(ShopDescription.Request("1.3"));
            return [.. Rest.Find(shell.Target, shell.Application, "1.3"), .. await StillInterruptedAsync(shell)];
        });
    }

    [Fact]
    public async Task A_version_that_does_not_hold_after_its_switch_is_given_up_by_the_next_command()
    {
        var shell = await KillSweep.ReleaseAsync(RetirePolicy.KeepWarm, "1.0");
        await KillAtAsync(shell, ShopDescription.Request("1.1", Behaviour.BreaksLive), "router shift to green");

        await shell.CleanupAsync();

        Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.0"));
        Assert.DoesNotContain(shell.Target.Containers.Values, container => container.Slot == Slot.Green);
        Assert.Equal([1], (await shell.StatusAsync())!.State.Releases.Select(record => record.Number));
    }

    [Fact]
    public async Task A_first_version_that_does_not_hold_gives_way_to_the_next_deploy()
    {
        var shell = await KillSweep.ReleaseAsync(RetirePolicy.KeepWarm);
        await KillAtAsync(shell, ShopDescription.Request("1.0", Behaviour.BreaksLive), "router shift to blue");

        await shell.DeployAsync(ShopDescription.Request("1.1"));

        Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.1"));
    }

    [Fact]
    public async Task A_migration_that_goes_on_without_its_process_is_waited_for_before_another_begins()
    {
        var shell = await KillSweep.ReleaseAsync(RetirePolicy.KeepWarm, "1.0");
        shell.Target.MigrationTakes = TimeSpan.FromMinutes(5);
        await KillAtAsync(shell, ShopDescription.Request("1.1"), "start shop-migrate-2");

        await shell.DeployAsync(ShopDescription.Request("1.2"));

        Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.2"));
    }

    [Fact]
    public async Task Nothing_new_is_begun_beside_a_migration_that_never_ends()
    {
        var shell = await KillSweep.ReleaseAsync(RetirePolicy.KeepWarm, "1.0");
        shell.Target.MigrationTakes = TimeSpan.FromDays(1);
        await KillAtAsync(shell, ShopDescription.Request("1.1"), "start shop-migrate-2");

        var error = await Assert.ThrowsAsync<ReleaseFailedException>(() => shell.DeployAsync(ShopDescription.Request("1.2")));

        Assert.Equal(ExitCode.Failed, shell.CodeOf(error));
        Assert.Contains("the migration in shop-migrate-2 to end", error.Message, StringComparison.Ordinal);
        Assert.NotNull((await shell.StatusAsync())!.Interrupted);
        Assert.False(shell.Target.LockHeld);
        Assert.Empty(shell.Target.Violations);
    }

    private static async Task KillAtAsync(Shell shell, ReleaseRequest request, string death)
    {
        var rehearsal = shell.Copy();
        try
        {
            await rehearsal.DeployAsync(request);
        }
        catch (SlipwayException)
        {
            // What the version does later does not matter here.
        }

        var effect = rehearsal.Target.Log.IndexOf(death) + 1;
        Assert.True(effect > 0, $"{death} is no effect of this deploy");
        await Assert.ThrowsAsync<KilledException>(() => shell.DeployAsync(request, new Fate { DieAfter = effect }));
    }

    private static string LiveVersion(Shell shell) =>
        shell.Target.Containers[new ResourceNames(shell.Application.Name).Slot("web", shell.Target.Router.Split.Only!.Value)].Version!;

    private static async Task<IReadOnlyList<string>> StillInterruptedAsync(Shell shell) =>
        (await shell.StatusAsync())!.Interrupted is { } interrupted ? [$"still interrupted: {interrupted}"] : [];
}
