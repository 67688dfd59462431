using Slipway.Applications;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Convergence;

/// <summary>
/// No volume of secrets stays without its container, nor what was carrying them there, whatever the command says that put a target right.
/// </summary>
public sealed class LeftSecretsTests
{
    [Fact]
    public async Task A_command_that_is_refused_after_it_ended_a_killed_first_release_leaves_none() => await KillSweep.RunAsync(
        new Shell(new RecordingTarget(), ShopDescription.Whole), (shell, fate) => shell.DeployAsync(ShopDescription.Request("1.0"), fate),
        async shell =>
        {
            if ((await shell.HistoryAsync()).Count == 0)
            {
                return [];
            }

            await Assert.ThrowsAsync<UsageException>(() => shell.RollbackAsync());
            return Rest.LeftSecrets(shell.Target);
        });

    [Fact]
    public async Task A_first_release_that_fails_or_is_interrupted_at_any_effect_leaves_none()
    {
        var counting = new Fate();
        await Shell().DeployAsync(ShopDescription.Request("1.0"), counting);
        var faults = new List<string>();
        foreach (var effect in Swept.Effects(counting.Effects))
        {
            foreach (var fate in (Fate[])[new() { FailAt = effect }, new() { LoseReplyAt = effect }, new() { InterruptAt = effect }])
            {
                var shell = Shell();
                try
                {
                    await shell.DeployAsync(ShopDescription.Request("1.0"), fate);
                }
                catch (Exception error) when (error is SlipwayException or OperationCanceledException)
                {
                    if (shell.CodeOf(error) is ExitCode.NeedsPerson)
                    {
                        continue; // without the lock nothing may be touched: the next command does it
                    }
                }

                faults.AddRange(Rest.LeftSecrets(shell.Target).Select(fault => $"effect {effect}: {fault}"));
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults.Distinct(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Those_of_a_replica_that_is_described_no_more_go_too()
    {
        var target = new RecordingTarget();
        var shell = new Shell(target, ShopDescription.Replicated);
        await shell.DeployAsync(ShopDescription.Request("1.0"));
        for (var effect = 0; !target.Volumes.ContainsKey("shop-web-green-3-secrets"); effect++)
        {
            var killed = shell.Copy();
            await Assert.ThrowsAsync<KilledException>(() =>
                killed.DeployAsync(ShopDescription.Request("1.1"), new Fate { DieAfter = effect + 1 }));
            target = killed.Target;
        }

        Assert.DoesNotContain("shop-web-green-3", target.Containers.Keys);
        var smaller = new Shell(target, ShopDescription.Whole);
        await smaller.DeployAsync(ShopDescription.Request("1.2"));
        Assert.Empty(Rest.LeftSecrets(target));
    }

    private static Shell Shell() => new(new RecordingTarget(), ShopDescription.Whole);
}
