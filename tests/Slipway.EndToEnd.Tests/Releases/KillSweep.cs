using System.Globalization;
using Slipway.EndToEnd.Deployer;
using Slipway.EndToEnd.Deployer.Killing;
using Slipway.EndToEnd.Tests.Load;
using Slipway.EndToEnd.Tests.Soak;
using Slipway.EndToEnd.Tests.Target;
using Slipway.Keeper;
using Slipway.Observation;
using Slipway.Strategies;
using Slipway.Strategies.Foundation;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Slipway.EndToEnd.Tests.Releases;

/// <summary>
/// Kills the real process at one point of a release after the other, under load. Each time: no request is lost, `Status` tells what was
/// interrupted, and the next command (the same release, another one, a rollback, in turn) brings exactly one complete slot live and leaves
/// nothing else behind; no migration is started twice. The points come from the journal of a release that is not killed, so a new step is
/// swept by itself.
/// </summary>
internal sealed class KillSweep(ShopOnTarget shop, string strategy, ITestOutputHelper output)
{
    private const int Killed = 137;
    private const int Images = 3;

    /// <summary>
    /// Just before and just after every effect. Between a step's last entry and the first of the next nothing happens on the target but the
    /// journal.
    /// </summary>
    public static bool IsPoint(JournalEntry entry, KillMoment moment) => (moment == KillMoment.After) != (entry.Kind == EntryKind.StepDone);

    /// <param name="among">Which of the points.</param>
    /// <param name="most">How many of them, evenly spread: <see cref="Effort.Seed"/> chooses where they begin.</param>
    /// <param name="shift">How much further on they begin: sweeps of several kinds of points then meet different steps.</param>
    public async Task RunAsync(Func<JournalEntry, KillMoment, bool> among, int most, int shift = 0)
    {
        await using var migrations = MigrationWatch.Start(shop.Name);
        var random = new Random(Effort.Seed + StrategyRegistry.BuiltIn.Names.ToList().IndexOf(strategy));
        var points = Spread(await FindPointsAsync(among), most, random.Next() + (long)shift);
        var turn = random.Next(Enum.GetValues<NextCommand>().Length);
        var failures = new List<string>();
        var (sent, began) = (0, TimeProvider.System.GetTimestamp());
        foreach (var (kill, entry) in points)
        {
            var next = (NextCommand)(turn++ % Enum.GetValues<NextCommand>().Length);
            var point = $"{strategy} killed {kill.Moment} entry {kill.Entry} ({entry.Run}: {entry.Kind} {entry.Step}), then {next}";
            // Without the step's sentence: it names the release's number, which another run need not give again.
            var name = $"{shop.Assignment.Router} {shop.Assignment.Replicas} {strategy} {kill.Moment} {kill.Entry} {next}";
            if (SoakCases.Find(SoakCase.Kill, name) is { } played)
            {
                sent += played.Requests;
                continue;
            }

            try
            {
                var (started, result) = (TimeProvider.System.GetTimestamp(), await KillAtAsync(kill, next));
                sent += result.Requests.Sent;
                SoakCases.Keep(new SoakCase(SoakCase.Kill, $"{strategy}", $"{shop.Assignment.Router}", name, result.Requests.Sent,
                    result.LostBut(Page), TimeProvider.System.GetElapsedTime(started).TotalSeconds));
                output.WriteLine(point);
            }
            catch (Exception error) when (error is XunitException or SlipwayException or HttpRequestException or OperationCanceledException)
            {
                failures.Add($"{point}: {error.Message}");
            }
        }

        Assert.True(failures.Count == 0,
            $"{failures.Count} of {points.Count} kills; SLIPWAY_SEED={Effort.Seed} repeats them:\n{string.Join("\n\n", failures)}");
        output.WriteLine(
            $"{points.Count} kills, {sent} requests, none lost but to a maintenance page, "
                + $"{TimeProvider.System.GetElapsedTime(began).TotalSeconds:0} s; SLIPWAY_SEED={Effort.Seed}");
        await migrations.ExpectEachOnceAsync();
        await AtRest.ExpectNoOrphanImagesAsync(shop);
    }

    private bool Page => strategy == "recreate";

    /// <summary>Every n-th, from <paramref name="begin"/> on, so that there are <paramref name="most"/> at most.</summary>
    private static List<T> Spread<T>(IReadOnlyList<T> all, int most, long begin)
    {
        if (most == 0)
        {
            return [];
        }

        var step = most >= all.Count ? 1 : (all.Count + most - 1) / most;
        return [.. all.Where((_, index) => index % step == begin % step)];
    }

    private async Task<IReadOnlyList<(KillPoint Kill, JournalEntry Entry)>> FindPointsAsync(Func<JournalEntry, KillMoment, bool> among)
    {
        if (!shop.Undisturbed.TryGetValue(strategy, out var entries))
        {
            shop.Undisturbed[strategy] = entries = await ReadUndisturbedAsync();
        }

        return
        [
            .. from entry in entries.Select((entry, index) => (Entry: entry, Number: index + 1))
               from moment in Enum.GetValues<KillMoment>()
               where among(entry.Entry, moment)
               select (new KillPoint(entry.Number, moment), entry.Entry),
        ];
    }

    private async Task<IReadOnlyList<JournalEntry>> ReadUndisturbedAsync()
    {
        // A canary that nobody visits is not promoted.
        await using var load = await OpenLoopLoad.StartAsync(shop.Address, events: false);
        var first = (await shop.ReadJournalAsync()).Count;
        (await ShopOnTarget.RunAsync(await ReleaseAsync($"unkilled-{strategy}", Images - 1))).Expect(ExitCode.Released);
        var entries = (await shop.ReadJournalAsync()).Skip(first).ToList();
        Assert.Contains(entries, entry => entry.Run == RunKind.Migrate);
        Assert.Contains(entries, entry => entry.Run == RunKind.Deploy);
        return entries;
    }

    /// <summary>Returns what came of the requests that were sent meanwhile.</summary>
    private async Task<LoadResult> KillAtAsync(KillPoint kill, NextCommand next)
    {
        var before = await shop.AskAsync();
        var version = $"killed-{strategy}-{kill.Moment}-{kill.Entry}";
        var assignment = await ReleaseAsync(version, kill.Entry % Images);
        await using var load = await OpenLoopLoad.StartAsync(shop.Address, events: false);

        (await ShopOnTarget.RunAsync(assignment with { Kill = kill })).Expect(Killed);
        await shop.AwaitUnlockedAsync();
        await ExpectTruthAsync(version, before.Version);

        var (ended, expected) = await ConvergeAsync(next, kill.Entry, assignment, before.Version);
        var result = await load.StopAsync();
        ended.Expect(ExitCode.Released);
        result.ExpectNothingLostBut(Page);
        await shop.ExpectAtRestAsync(expected);
        return result;
    }

    /// <summary>
    /// One version is served, or the page that the release itself had turned on; and `Status` tells what was interrupted.
    /// </summary>
    private async Task ExpectTruthAsync(string version, string before)
    {
        var last = (await shop.ReadJournalAsync())[^1];
        var status = await shop.ReadStatusAsync();
        if (status.State.Router.Maintenance)
        {
            Assert.Equal("recreate", strategy);
        }
        else
        {
            Assert.Contains((await shop.AskAsync()).Version, new[] { before, version }, StringComparer.Ordinal);
        }

        if (last.Kind == EntryKind.RunEnded)
        {
            Assert.Null(status.Interrupted);
            return;
        }

        Assert.Equal(version, status.Interrupted?.Begun?.Version);
        Assert.Contains(last.Step ?? "before its first step", status.Interrupted!.ToString(), StringComparison.Ordinal);
    }

    private static bool IsLiveWithoutRecord(ObservedState state) =>
        state is { Interrupted.Begun: { } begun, Router.Split.Only: { } slot } && state.In(slot).Release == begun.Content
        && state.LiveRelease?.Number != begun.Number;

    private async Task<(Ended Ended, string Expected)> ConvergeAsync(NextCommand next, int number, Assignment killed, string before)
    {
        switch (next)
        {
            case NextCommand.SameDeploy:
                return (await ShopOnTarget.RunAsync(killed), killed.Version);
            case NextCommand.NewerDeploy:
                var newer = await ReleaseAsync($"{killed.Version}-next", (number + 1) % Images);
                return (await ShopOnTarget.RunAsync(newer), newer.Version);
            default:
                var cut = (await shop.ReadStatusAsync()).State;
                var ended = await ShopOnTarget.RunAsync(killed with { Command = Command.Rollback, Image = null });
                var records = (await shop.ReadStatusAsync()).State.Releases;
                Assert.NotEqual(killed.Version, records[^1].Version, StringComparer.Ordinal);
                if (records.Count == cut.Releases.Count)
                {
                    // The rollback was the way out of a new version that had the traffic and no record: nothing was released for it.
                    Assert.True(IsLiveWithoutRecord(cut), $"nothing was rolled back: {ended.All}");
                    Assert.Equal(before, records[^1].Version);
                    return (ended, before);
                }

                Assert.NotNull(records[^1].Restores);
                // What had gone live all the same gives way to what was live before it; else that gives way to its own predecessor.
                Assert.Equal(records[^2].Version == killed.Version, records[^1].Version == before);
                return (ended, records[^1].Version);
        }
    }

    private async Task<Assignment> ReleaseAsync(string version, int image) => shop.Assignment with
    {
        Strategy = strategy,
        Version = version,
        Image = await shop.GoodImageAsync($"sweep-{image.ToString(CultureInfo.InvariantCulture)}"),
        DrainSeconds = 3,
    };
}
