using Slipway.Applications;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Convergence;

/// <summary>
/// Versions that must never run at the same time never do: neither services nor workers, whatever befalls a release, a rollback, their undo
/// or what puts them right, with a maintenance page of their own or behind one that somebody asked for. The oracle looks after every
/// effect.
/// </summary>
public sealed class RecreateSweepTests() : StrategySweep("recreate")
{
    private const int FailuresShown = 15;

    private static readonly (string Name, Func<int, Fate> Of)[] Fates =
    [
        ("killed before", effect => new Fate { DieBefore = effect }),
        ("killed after", effect => new Fate { DieAfter = effect }),
        ("failed at", effect => new Fate { FailAt = effect }),
        ("lost the reply of", effect => new Fate { LoseReplyAt = effect }),
        ("interrupted at", effect => new Fate { InterruptAt = effect }),
    ];

    private static readonly Dictionary<string, Func<Shell, Fate, Task>> Commands = new(StringComparer.Ordinal)
    {
        ["a release"] = (shell, fate) => shell.DeployAsync(ShopDescription.Request("1.3"), fate),
        ["a release that is never healthy"] = (shell, fate) => shell.DeployAsync(ShopDescription.Request("1.3", Behaviour.Unhealthy), fate),
        ["a release that breaks live"] = (shell, fate) => shell.DeployAsync(ShopDescription.Request("1.3", Behaviour.BreaksLive), fate),
        ["a rollback to the last release"] = (shell, fate) => shell.RollbackAsync(toRelease: null, fate),
        ["a rollback to an earlier release"] = (shell, fate) => shell.RollbackAsync(toRelease: 1, fate),
    };

    public static TheoryData<string, bool> Cases()
    {
        var cases = new TheoryData<string, bool>();
        foreach (var command in Commands.Keys)
        {
            cases.Add(command, false);
            cases.Add(command, true);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task No_two_versions_run_at_once_whatever_befalls_it_at_any_effect(string command, bool behindPage)
    {
        var failures = new List<string>();
        foreach (var policy in Enum.GetValues<RetirePolicy>())
        {
            var prepared = await PrepareAsync(policy, "1.0", "1.1", "1.2");
            if (behindPage)
            {
                await prepared.MaintainAsync(on: true);
            }

            var counting = new Fate();
            var undisturbed = prepared.Copy();
            await EndAsync(() => Commands[command](undisturbed, counting));
            foreach (var effect in Swept.Effects(counting.Effects))
            {
                // Fates and policies take turns.
                foreach (var (name, of) in Fates.Where((_, index) =>
                    Swept.All || (effect % Fates.Length, effect / Fates.Length % 3) == (index, (int)policy)))
                {
                    var shell = prepared.Copy();
                    await EndAsync(() => Commands[command](shell, of(effect)));
                    var faults = await JudgeAsync(shell.Copy(), behindPage, rollback: effect % 2 == 0);
                    faults = [.. faults, .. await CutOffAgainAsync(shell, behindPage, effect)];
                    failures.AddRange(faults.Select(fault =>
                        $"{policy}, {name} effect {effect} ({undisturbed.Target.Log[effect - 1]}): {fault}"));
                }
            }
        }

        Assert.True(failures.Count == 0, $"{failures.Count} faults:\n{string.Join('\n', failures.Take(FailuresShown))}");
    }

    /// <summary>The command that puts a target right is cut off as well, at an effect that is another one each time.</summary>
    private static async Task<IReadOnlyList<string>> CutOffAgainAsync(Shell shell, bool behindPage, int turn)
    {
        var effect = 1 + (turn * 7 % 60);
        var (name, of) = Fates[turn * 3 % Fates.Length];
        await EndAsync(() => shell.DeployAsync(ShopDescription.Request("1.4"), of(effect)));
        return [.. (await JudgeAsync(shell, behindPage, rollback: false)).Select(fault => $"then {name} effect {effect}: {fault}")];
    }

    private static async Task<IReadOnlyList<string>> JudgeAsync(Shell shell, bool behindPage, bool rollback)
    {
        try
        {
            await (rollback ? shell.RollbackAsync() : shell.DeployAsync(ShopDescription.Request("1.5")));
        }
        catch (UsageException) when (rollback)
        {
            // The first release is live: there is none before it.
            await shell.DeployAsync(ShopDescription.Request("1.5"));
        }

        if (behindPage)
        {
            await shell.MaintainAsync(on: false);
        }

        var live = (await shell.StatusAsync())!.State.LiveRelease!.Version;
        string[] wrong = live == "1.5" || (rollback && live is "1.2" or "1.1" or "1.0") ? [] : [$"{live} is live"];
        return [.. wrong, .. Rest.Find(shell.Target, shell.Application, live).Distinct(StringComparer.Ordinal)];
    }

    private static async Task EndAsync(Func<Task> command)
    {
        try
        {
            await command();
        }
        catch (Exception error) when (error is SlipwayException or OperationCanceledException or KilledException)
        {
            // How it ended says nothing here: what it left does.
        }
    }
}
