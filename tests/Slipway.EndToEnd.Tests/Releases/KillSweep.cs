using System.Globalization;
using Slipway.EndToEnd.Deployer;
using Slipway.EndToEnd.Deployer.Killing;
using Slipway.EndToEnd.Tests.Load;
using Slipway.EndToEnd.Tests.Target;
using Slipway.Journal;
using Xunit.Sdk;

namespace Slipway.EndToEnd.Tests.Releases;

/// <summary>
/// Kills the real process at one journal entry of a release after the other, under load. Each time: no request is lost, `Status` tells what was
/// interrupted, and the next command brings exactly one complete slot live. The three classes that run it kill at every entry.
/// </summary>
internal sealed class KillSweep(ShopOnTarget shop, KillMoment moment)
{
    private const int Killed = 137;
    private const int Images = 3;

    /// <param name="where">Which entries of a release that is not killed to kill the next ones at.</param>
    public async Task RunAsync(Func<JournalEntry, bool> where)
    {
        var first = (await shop.ReadJournalAsync()).Count;
        (await shop.DeployAsync("whole")).Expect(ExitCode.Released);
        var entries = (await shop.ReadJournalAsync()).Skip(first).Select((entry, index) => (Entry: entry, Number: index + 1)).ToList();
        Assert.Contains(entries, pair => pair.Entry.Run == RunKind.Migrate);
        Assert.Contains(entries, pair => pair.Entry.Run == RunKind.Deploy);

        var failures = new List<string>();
        foreach (var (entry, number) in entries.Where(pair => where(pair.Entry)))
        {
            try
            {
                await KillAtAsync(number);
            }
            catch (Exception error) when (error is XunitException or SlipwayException or HttpRequestException)
            {
                failures.Add($"killed {moment} entry {number} ({entry.Run}: {entry.Kind} {entry.Step}): {error.Message}");
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
    }

    private async Task KillAtAsync(int number)
    {
        var before = await shop.AskAsync();
        var version = $"killed-{moment}-{number}";
        var assignment = shop.Assignment with
        {
            Version = version,
            Image = await shop.GoodImageAsync($"sweep-{(number % Images).ToString(CultureInfo.InvariantCulture)}"),
        };
        await using var load = await OpenLoopLoad.StartAsync(shop.Address, rate: 60, events: false);

        (await ShopOnTarget.RunAsync(assignment with { Kill = new KillPoint(number, moment) })).Expect(Killed);
        await shop.AwaitUnlockedAsync();
        Assert.Contains((await shop.AskAsync()).Version, new[] { before.Version, version }, StringComparer.Ordinal);
        await ExpectStatusTellsAsync(version);

        var (next, expected) = await ConvergeAsync(number, assignment, before.Version);
        var result = await load.StopAsync();
        next.Expect(ExitCode.Released);
        result.ExpectNothingLost();
        await shop.ExpectAtRestAsync(expected);
    }

    private async Task ExpectStatusTellsAsync(string version)
    {
        var last = (await shop.ReadJournalAsync())[^1];
        var interrupted = (await shop.ReadStatusAsync()).Interrupted;
        if (last.Kind == EntryKind.RunEnded)
        {
            Assert.Null(interrupted);
            return;
        }

        Assert.Equal(version, interrupted?.Request?.Version);
        Assert.Contains(last.Step ?? "before its first step", interrupted!.ToString(), StringComparison.Ordinal);
    }

    /// <summary>In turn: the same release again, another one, and a rollback.</summary>
    private async Task<(Running.Ended Ended, string Version)> ConvergeAsync(int number, Assignment killed, string live)
    {
        switch (number % 3)
        {
            case 0:
                return (await ShopOnTarget.RunAsync(killed), killed.Version);
            case 1:
                var other = await shop.DeploymentOfAsync($"sweep-{((number + 1) % Images).ToString(CultureInfo.InvariantCulture)}");
                return (await ShopOnTarget.RunAsync(other with { Version = $"{killed.Version}-next" }), $"{killed.Version}-next");
            default:
                var ended = await shop.RollbackAsync();
                var record = (await shop.ReadStatusAsync()).State.LiveRelease;
                Assert.NotNull(record?.Restores);
                Assert.NotEqual(killed.Version, record.Version, StringComparer.Ordinal);
                return (ended, record.Version);
        }
    }
}
