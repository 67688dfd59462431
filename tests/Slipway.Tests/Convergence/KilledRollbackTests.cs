using Slipway.Applications;
using Slipway.Hosts;
using Slipway.Routing;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Convergence;

/// <summary>A rollback, a cleanup or a reset is killed at each of its effects.</summary>
public sealed class KilledRollbackTests
{
    public static TheoryData<NextCommand, RetirePolicy> Cases() => KillSweep.Cases();

    [Theory]
    [MemberData(nameof(Cases))]
    public Task A_rollback_to_the_last_release_is_finished_or_undone_by_the_next_command(NextCommand next, RetirePolicy policy) =>
        SweepAsync(next, policy, toRelease: null, from: "1.2", to: "1.1");

    [Theory]
    [MemberData(nameof(Cases))]
    public Task A_rollback_to_an_earlier_release_is_finished_or_undone_by_the_next_command(NextCommand next, RetirePolicy policy) =>
        SweepAsync(next, policy, toRelease: 1, from: "1.2", to: "1.0");

    [Fact]
    public async Task A_cleanup_leaves_what_a_rollback_can_use() => await KillSweep.RunAsync(
        await KillSweep.ReleaseAsync(RetirePolicy.KeepWarm, "1.0", "1.1"), (shell, fate) => shell.CleanupAsync(fate), async shell =>
        {
            await shell.RollbackAsync();
            return Rest.Find(shell.Target, shell.Application, "1.0");
        });

    [Fact]
    public async Task A_reset_is_ended_by_the_next_reset() => await KillSweep.RunAsync(
        await KillSweep.ReleaseAsync(RetirePolicy.KeepWarm, "1.0", "1.1"),
        async (shell, fate) =>
        {
            shell.Target.Router.Forget();
            await shell.ResetAsync(fate);
        },
        async shell =>
        {
            await shell.ResetAsync();
            return [.. shell.Target.Containers.Keys, .. shell.Target.Volumes.Keys, .. shell.Target.Networks.Keys];
        });

    private static async Task SweepAsync(NextCommand next, RetirePolicy policy, int? toRelease, string from, string to) =>
        await KillSweep.RunAsync(
        await KillSweep.ReleaseAsync(policy, "1.0", "1.1", from),
        (shell, fate) => shell.RollbackAsync(toRelease, fate),
        async shell =>
        {
            var names = new ResourceNames(shell.Application.Name);
            var found = shell.Target.Containers[names.Slot("web", shell.Target.Router.Split.Only!.Value)].Version;
            var expected = (next, found) switch
            {
                (NextCommand.SameDeploy, _) => from,
                (NextCommand.NewerDeploy, _) => "1.3",
                (_, "1.2") => "1.1",
                _ => "1.0", // from 1.1 one goes on to 1.0; from 1.0 there is nothing to go to
            };
            try
            {
                await (next == NextCommand.Rollback ? shell.RollbackAsync() : shell.DeployAsync(ShopDescription.Request(expected)));
            }
            catch (UsageException) when (next == NextCommand.Rollback && found == "1.0")
            {
                Assert.Equal(to, found);
            }

            return (await shell.StatusAsync())!.Interrupted is { } interrupted
                ? [$"still interrupted: {interrupted}"]
                : Rest.Find(shell.Target, shell.Application, expected);
        },
        turn: (int)next + (int)policy, of: KillSweep.Policies);
}
