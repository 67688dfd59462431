using Slipway.Applications;
using Slipway.Hosts;
using Slipway.Plans;
using Slipway.Routing;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Convergence;

/// <summary>
/// A release by one strategy is killed, fails, is interrupted or loses a reply at each of its effects; two versions of two services with
/// different replica counts, two workers and a database. Next command and policy take turns from effect to effect.
/// </summary>
public abstract class StrategySweep(string strategy)
{
    [Fact]
    public async Task Killed_at_any_effect_it_is_finished_or_undone_by_the_next_command()
    {
        var turn = 0;
        foreach (var policy in Enum.GetValues<RetirePolicy>())
        {
            var prepared = await PrepareAsync(policy, "1.0", "1.1");
            await KillSweep.RunAsync(prepared, (shell, fate) => shell.DeployAsync(ShopDescription.Request("1.2"), fate),
                shell => JudgeAsync(shell, (NextCommand)(turn++ % 3)));
        }
    }

    [Theory]
    [InlineData(ExitCode.Failed, Behaviour.Good)]
    [InlineData(ExitCode.Interrupted, Behaviour.Good)]
    [InlineData(null, Behaviour.Good)]
    [InlineData(ExitCode.Failed, Behaviour.BreaksLive)]
    [InlineData(ExitCode.Failed, Behaviour.WrongVersion)]
    [InlineData(ExitCode.Failed, Behaviour.Unhealthy)]
    public async Task Disturbed_at_any_effect_its_exit_code_tells_the_truth(ExitCode? disturbance, string behaviour)
    {
        var prepared = await PrepareAsync(RetirePolicy.KeepWarm, "1.0", "1.1");
        var request = ShopDescription.Request("1.2", behaviour);
        var counting = new Fate();
        await EndAsync(prepared.Copy(), request, counting);
        var failures = new List<string>();
        foreach (var effect in Swept.Effects(behaviour == Behaviour.Good ? counting.Effects : 1))
        {
            var shell = prepared.Copy();
            var fate = behaviour != Behaviour.Good ? new Fate() : disturbance switch
            {
                ExitCode.Failed => new Fate { FailAt = effect },
                ExitCode.Interrupted => new Fate { InterruptAt = effect },
                _ => new Fate { LoseReplyAt = effect },
            };
            var ended = await EndAsync(shell, request, fate);
            var version = ended is null ? "1.2" : "1.1";
            var atRest = (await shell.StatusAsync())!.Interrupted is null;
            IReadOnlyList<string> faults = ended switch
            {
                ExitCode.NeedsPerson => shell.Target.Violations, // the lock, or an undo, was lost: the next command puts it right
                not null when !atRest => [$"exit {ended}, and the target is not at rest"],
                _ => Rest.Find(shell.Target, shell.Application, version),
            };
            if (behaviour == Behaviour.Good && ended is not (null or ExitCode.NeedsPerson) && disturbance is { } expected
                && ended != expected)
            {
                faults = [.. faults, $"exit {ended}"];
            }

            await shell.DeployAsync(ShopDescription.Request("1.3"));
            faults = [.. faults, .. Rest.Find(shell.Target, shell.Application, "1.3")];
            failures.AddRange(faults.Distinct(StringComparer.Ordinal).Select(fault => $"effect {effect}: {fault}"));
        }

        Assert.True(failures.Count == 0, string.Join('\n', failures.Take(15)));
    }

    private protected async Task<Shell> PrepareAsync(RetirePolicy policy, params string[] versions)
    {
        var target = new RecordingTarget { Alone = strategy == "recreate" };
        target.Exclusive.Add("biller");
        var shell = new Shell(target, ShopDescription.Replicated.By(strategy) with { Retire = policy });
        foreach (var version in versions)
        {
            await shell.DeployAsync(ShopDescription.Request(version));
            Assert.Empty(Rest.Find(target, shell.Application, version));
        }

        return shell;
    }

    private static async Task<IReadOnlyList<string>> JudgeAsync(Shell shell, NextCommand next)
    {
        var live = (await shell.StatusAsync())!.State.Live!.Value;
        var went = shell.Target.Containers[new ResourceNames("shop").Slot("web", live)].Version == "1.2";
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
    }

    private static async Task<ExitCode?> EndAsync(Shell shell, ReleaseRequest request, Fate fate)
    {
        try
        {
            await shell.DeployAsync(request, fate);
            return null;
        }
        catch (Exception error) when (error is SlipwayException or OperationCanceledException)
        {
            return shell.CodeOf(error);
        }
    }
}
