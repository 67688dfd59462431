using System.Text.Json.Nodes;
using Slipway.Applications;
using Slipway.Execution;
using Slipway.Hosts;
using Slipway.Keeper;
using Slipway.Steps;
using Slipway.Tests.Convergence;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Hooks;

/// <summary>A release with hooks is killed at each of its effects: before a hook, in it, after it, between its two lines.</summary>
public sealed class KilledHookTests
{
    private static HookPoint[] Places =>
    [
        HookPoint.Before(RunKind.Deploy), HookPoint.Before<StartSlot>(), HookPoint.Before<ShiftTraffic>(), HookPoint.After<ShiftTraffic>(),
        HookPoint.Before<ClearSlot>(), HookPoint.After<RecordRelease>(), HookPoint.After(RunKind.Deploy),
    ];

    public static TheoryData<string> Strategies => HookedShop.Strategies;

    [Theory]
    [MemberData(nameof(Strategies))]
    public async Task It_is_finished_or_undone_by_the_next_command_with_the_hooks_or_without_them(string strategy)
    {
        var turn = 0;
        var prepared = (await Shell.ReleasedTwiceAsync(strategy)).With(Busy());
        await KillSweep.RunAsync(prepared, (shell, fate) => shell.DeployAsync(ShopDescription.Request("1.2"), fate), async shell =>
        {
            var next = (turn++ % 3) switch
            {
                0 => shell,
                1 => shell.With(),
                _ => shell.With(ScriptedHook.Failing("closed", HookPoint.Before(RunKind.Recovery), HookPoint.After(RunKind.Recovery))),
            };
            var interrupted = (await next.StatusAsync())!.Interrupted;
            await next.DeployAsync(ShopDescription.Request("1.3"));
            var told = next.Observer.Heard.Exists(
                line => line.StartsWith("warning The hook busy is not part of this build", StringComparison.Ordinal));
            return
            [
                .. Rest.Find(shell.Target, shell.Application, "1.3"),
                .. (await next.StatusAsync())!.Interrupted is { } left ? [$"still interrupted: {left}"] : Array.Empty<string>(),
                .. told == (interrupted?.Start.Hooks is not null && next.Hooks != shell.Hooks)
                    ? Array.Empty<string>()
                    : [$"told of what is missing: {told}, interrupted: {interrupted}"],
            ];
        },
        // What becomes of a hook does not depend on the strategy: two of them share the effects.
        turn: strategy is "blue-green" or "rolling" ? 0 : 1, of: 2);
    }

    [Fact]
    public async Task A_recovery_without_it_says_in_journal_and_report_that_it_was_skipped()
    {
        var shell = (await Shell.ReleasedTwiceAsync("blue-green")).With(Busy());
        await KillAsync(shell, "journal Deploy HookStarted");

        var cut = $"{(await shell.StatusAsync())!.Interrupted}";
        Assert.Contains("was cut off during \"hook busy, before Deploy\"", cut, StringComparison.Ordinal);
        var elsewhere = shell.With();
        var report = await elsewhere.DeployAsync(ShopDescription.Request("1.3"));

        Assert.Contains(
            report.Warnings, warning => warning.StartsWith("The hook busy is not part of this build", StringComparison.Ordinal));
        Assert.Contains(
            HookedShop.Lines(shell.Target),
            line => line.StartsWith("HookSkipped hook busy: is not part of this build", StringComparison.Ordinal));
        Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.3"));
    }

    [Fact]
    public async Task A_recovery_that_finishes_a_command_runs_the_hooks_after_it()
    {
        var prepared = (await Shell.ReleasedTwiceAsync("blue-green")).With(new ScriptedHook("teller", HookPoint.After(RunKind.Deploy)));
        await KillAsync(prepared, "router shift to blue");
        // The recovery itself is killed as well, and the next one still knows what it finishes.
        var recovering = prepared.Copy();
        var counting = new Fate();
        await recovering.Copy().CleanupAsync(counting);
        await Assert.ThrowsAsync<KilledException>(() => recovering.CleanupAsync(new Fate { DieBefore = counting.Effects / 3 }));

        foreach (var shell in new[] { prepared.Copy(), recovering })
        {
            var teller = new ScriptedHook("teller", HookPoint.After(RunKind.Deploy));
            await shell.With(teller).CleanupAsync();
            Assert.Equal(["after Recovery"], teller.Places);
        }
    }

    [Fact]
    public async Task A_recovery_that_takes_a_command_back_does_not_run_the_hooks_after_it()
    {
        var teller = new ScriptedHook("teller", HookPoint.After(RunKind.Deploy));
        var shell = (await Shell.ReleasedTwiceAsync("blue-green")).With(teller);
        await KillAsync(shell, "router admit blue");
        teller.Calls.Clear();
        await shell.CleanupAsync();
        Assert.Empty(teller.Calls);
    }

    /// <summary>An older build takes a line whose kind it does not know for a torn one, and reads all others as before.</summary>
    [Fact]
    public async Task A_build_that_knows_no_hooks_reads_the_rest_of_the_journal()
    {
        var shell = (await Shell.ReleasedTwiceAsync("blue-green")).With(Busy());
        await shell.DeployAsync(ShopDescription.Request("1.2"));

        var lines = shell.Target.Files["journal"].Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonNode.Parse(line)!.AsObject()).ToList();
        Assert.All(lines, line => Assert.Equal(JournalEntry.CurrentSchema, (int)line["schema"]!));
        var unknown = lines.Where(line => ((string)line["kind"]!).StartsWith("Hook", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(unknown);
        foreach (var line in unknown)
        {
            line["kind"] = $"Unheard{line["kind"]}";
        }

        var read = JournalEntry.ReadAll(string.Join('\n', lines.Select(line => line.ToJsonString())));
        Assert.Equal(lines.Count - unknown.Count, read.Count);
        Assert.Equal(RunOutcome.Released, read[^1].Outcome);
    }

    /// <summary>A hook with an effect of its own on the target, so that a kill can happen in it.</summary>
    private static ScriptedHook Busy() => new("busy", Places)
    {
        Does = (context, token) => context.Target.Router.EnsureAsync(token),
    };

    private static async Task KillAsync(Shell shell, string effect)
    {
        var rehearsal = shell.Copy();
        await rehearsal.DeployAsync(ShopDescription.Request("1.2"));
        var at = rehearsal.Target.Log.FindIndex(line => line.StartsWith(effect, StringComparison.Ordinal)) + 1;
        Assert.True(at > 0, $"{effect} is no effect of this deploy");
        await Assert.ThrowsAsync<KilledException>(() => shell.DeployAsync(ShopDescription.Request("1.2"), new Fate { DieAfter = at }));
    }
}
