using Slipway.Releases;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Convergence;

/// <summary>A deploy is killed at each of its effects. Traffic is served throughout, and whatever is run next brings the target to rest.</summary>
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
        });

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
            var runs = shell.Target.Log.Where(line => line.StartsWith("journal ", StringComparison.Ordinal) && (line.EndsWith("RunStarted", StringComparison.Ordinal) || line.Contains("RunEnded", StringComparison.Ordinal)));
            var underWay = runs.LastOrDefault()?.EndsWith("RunStarted", StringComparison.Ordinal) ?? false;
            var status = (await shell.StatusAsync())!;
            return status.Holder is not null ? ["the lock is held"]
                : underWay && status.Interrupted?.ToString().Contains("of release 2 by ann@laptop", StringComparison.Ordinal) != true ? [$"status does not name it: {status.Interrupted}"]
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
        var rehearsal = prepared.Copy();
        await rehearsal.DeployAsync(ShopDescription.Request("1.1"));
        var effect = rehearsal.Target.Log.IndexOf(death) + 1;
        Assert.True(effect > 0, $"{death} is no effect of a deploy");
        await Assert.ThrowsAsync<KilledException>(() => prepared.DeployAsync(ShopDescription.Request("1.1"), new Fate { DieAfter = effect }));

        await KillSweep.RunAsync(prepared, (shell, fate) => shell.DeployAsync(ShopDescription.Request("1.2"), fate), async shell =>
        {
            await shell.DeployAsync(ShopDescription.Request("1.3"));
            return [.. Rest.Find(shell.Target, shell.Application, "1.3"), .. await StillInterruptedAsync(shell)];
        });
    }

    private static string LiveVersion(Shell shell) =>
        shell.Target.Containers[new ResourceNames(shell.Application.Name).Slot("web", shell.Target.Router.Split.Only!.Value)].Version!;

    private static async Task<IReadOnlyList<string>> StillInterruptedAsync(Shell shell) =>
        (await shell.StatusAsync())!.Interrupted is { } interrupted ? [$"still interrupted: {interrupted}"] : [];
}
