using Slipway.Applications;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Convergence;

/// <summary>
/// Kills a process before and after each effect of a command. The effects are counted on an undisturbed run, so a new step is swept without
/// being named.
/// </summary>
internal static class KillSweep
{
    private const int FailuresShown = 15;

    /// <summary>The policies share the effects that each next command meets.</summary>
    public static int Policies { get; } = Enum.GetValues<RetirePolicy>().Length;

    public static TheoryData<NextCommand, RetirePolicy> Cases()
    {
        var cases = new TheoryData<NextCommand, RetirePolicy>();
        foreach (var next in Enum.GetValues<NextCommand>())
        {
            foreach (var policy in Enum.GetValues<RetirePolicy>())
            {
                cases.Add(next, policy);
            }
        }

        return cases;
    }

    /// <summary>A target with these versions released one after the other.</summary>
    public static async Task<Shell> ReleaseAsync(RetirePolicy policy, params string[] versions)
    {
        var target = new RecordingTarget();
        target.Exclusive.Add("biller");
        var shell = new Shell(target, ShopDescription.Whole with { Retire = policy });
        foreach (var version in versions)
        {
            await shell.DeployAsync(ShopDescription.Request(version));
            Assert.Empty(Rest.Find(target, shell.Application, version));
        }

        return shell;
    }

    /// <summary>
    /// Each kill on a copy of <paramref name="prepared"/>; <paramref name="judge"/> then runs the next commands and names what is wrong.
    /// </summary>
    /// <param name="turn">See <see cref="Swept.Effects(int, int, int)"/>; so is <paramref name="of"/>.</param>
    public static async Task RunAsync(
        Shell prepared, Func<Shell, Fate, Task> command, Func<Shell, Task<IReadOnlyList<string>>> judge, int turn = 0, int of = 1)
    {
        var counting = new Fate();
        var undisturbed = prepared.Copy();
        await command(undisturbed, counting);
        Assert.True(counting.Effects > 5);

        var failures = new List<string>();
        foreach (var effect in Swept.Effects(counting.Effects, turn, of))
        {
            foreach (var fate in (Fate[])[new() { DieBefore = effect }, new() { DieAfter = effect }])
            {
                var shell = prepared.Copy();
                await Assert.ThrowsAsync<KilledException>(() => command(shell, fate));
                var fault = await JudgeAsync(shell, judge);
                if (fault.Length > 0)
                {
                    failures.Add(
                        $"killed {(fate.DieBefore > 0 ? "before" : "after")} effect {effect} ({undisturbed.Target.Log[effect - 1]}): "
                            + $"{fault}");
                }
            }
        }

        Assert.True(failures.Count == 0,
            $"{failures.Count} of {counting.Effects * 2} kills did not converge:\n{string.Join('\n', failures.Take(FailuresShown))}");
    }

    private static async Task<string> JudgeAsync(Shell shell, Func<Shell, Task<IReadOnlyList<string>>> judge)
    {
        try
        {
            return string.Join("; ", await judge(shell));
        }
        catch (SlipwayException error)
        {
            return error.Message;
        }
    }
}
