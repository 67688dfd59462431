using System.Globalization;
using Slipway.EndToEnd.Deployer;
using Slipway.EndToEnd.Tests.Load;
using Slipway.EndToEnd.Tests.Soak;
using Slipway.EndToEnd.Tests.Target;
using Slipway.Keeper;
using Xunit.Sdk;

namespace Slipway.EndToEnd.Tests.Cutting;

/// <summary>
/// Loses the engine's reply to one request of a release after the other, under load: the effect has happened, and the deployer does not
/// know. Each time: no request is lost, exit code and `Status` tell the truth, the next command brings exactly one complete slot live, and
/// no migration was started twice. The points come from a release that is not cut; all kinds of requests that change something are met, and
/// of the rest a sample: those that <see cref="Effort"/> says.
/// </summary>
internal sealed class LostReplySweep(ShopToCut shop, bool forGood)
{
    private const int Images = 2;

    /// <summary>Requests that only ask, and those of a session that is about to end anyway.</summary>
    private static readonly string[] Harmless =
    [
        "GET ", "HEAD ", "session: GET", "session: LIST", "session: BEAT", "session: HOLDER", "session: EXCHANGE", "session: READ",
        "session: CLOSE", "session: read",
        "session: UNLOCK",
    ];

    public async Task RunAsync()
    {
        // From here on, so that it sees some also where a soak has nothing left to cut.
        await using var migrations = MigrationWatch.Start(shop.Name);
        var all = await shop.ReadRequestsAsync();
        var failures = new List<string>();
        var cut = 0;
        var chosen = Choose(all, new Random(forGood ? Effort.Seed : Effort.Seed + 1), Effort.Cuts);
        foreach (var (point, index) in chosen.Select((point, index) => (point, index)))
        {
            if (SoakCases.Find(SoakCase.Cut, $"{point}") is not null)
            {
                cut++;
                continue;
            }

            try
            {
                cut += await CutAtAsync(point, index) ? 1 : 0;
            }
            catch (Exception error) when (error is XunitException or SlipwayException or HttpRequestException or OperationCanceledException)
            {
                failures.Add($"SLIPWAY_SEED={Effort.Seed}, {point}: {error.Message}");
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
        // What is polled is not asked equally often each time, and a point that is not reached proves nothing.
        Assert.True(cut > chosen.Count / 2, $"only {cut} of {chosen.Count} points were reached:\n{string.Join('\n', chosen)}");
        await migrations.ExpectEachOnceAsync();
    }

    private List<CutPoint> Choose(IReadOnlyList<CutPoint> all, Random random, int count)
    {
        var changing = all.Where(point => !Harmless.Any(harmless => point.Name.StartsWith(harmless, StringComparison.Ordinal)))
            .Select(point => point with { ForGood = forGood }).ToList();
        Assert.Contains(changing, point => point.Name == "POST /containers/*/start");
        Assert.Contains(changing, point => point.Name == "session: APPEND journal");
        var kinds = changing.GroupBy(point => point.Name, StringComparer.Ordinal).OrderBy(_ => random.Next())
            .Select(group => group.ElementAt(random.Next(group.Count()))).ToList();
        return [.. kinds.Concat(changing.Except(kinds).OrderBy(_ => random.Next())).Take(count).OrderBy(point => changing.IndexOf(point))];
    }

    /// <summary>Returns whether the point was reached.</summary>
    private async Task<bool> CutAtAsync(CutPoint point, int index)
    {
        var (before, started) = (await shop.AskAsync(), TimeProvider.System.GetTimestamp());
        var version = $"cut-{(forGood ? "good" : "once")}-{index.ToString(CultureInfo.InvariantCulture)}";
        var assignment = shop.Assignment with
        {
            Version = version, DrainSeconds = 3,
            Image = await shop.GoodImageAsync($"seen-{(index % Images).ToString(CultureInfo.InvariantCulture)}"),
        };
        await using var load = await OpenLoopLoad.StartAsync(shop.Address, events: false);
        await using var proxy = new EngineProxy(point);

        var ended = await RunAsync(proxy, assignment);
        await shop.AwaitUnlockedAsync();
        await ExpectTruthAsync(ended, before.Version, version);

        var (next, expected) = index % 2 == 0
            ? (await ShopOnTarget.RunAsync(assignment), version)
            : (await ShopOnTarget.RunAsync(assignment with { Version = $"{version}-next" }), $"{version}-next");
        var result = await load.StopAsync();
        next.Expect(ExitCode.Released);
        result.ExpectNothingLost();
        await shop.ExpectAtRestAsync(expected);
        if (proxy.HasCut)
        {
            SoakCases.Keep(new SoakCase(SoakCase.Cut, $"{assignment.Strategy}", $"{assignment.Router}", $"{point}", result.Requests.Sent,
                result.Lost, TimeProvider.System.GetElapsedTime(started).TotalSeconds));
        }

        return proxy.HasCut;
    }

    private async Task ExpectTruthAsync(Ended ended, string before, string version)
    {
        var live = (await shop.AskAsync()).Version;
        var status = await shop.ReadStatusAsync();
        var last = (await shop.ReadJournalAsync())[^1];
        switch ((ExitCode)ended.ExitCode)
        {
            case ExitCode.Released:
                Assert.True(live == version, $"the exit code says released, live is {live}; {ended.All}");
                break;
            case ExitCode.Failed:
                Assert.True(live == before, $"the exit code says that the old version is live, live is {live}; {ended.All}");
                Assert.True(status.Interrupted is null, $"the exit code says undone, the status {status.Interrupted}; {ended.All}");
                break;
            case ExitCode.NeedsPerson:
                Assert.True(live == before || live == version, $"live is {live}; {ended.All}");
                break;
            default:
                Assert.Fail($"no such end was expected; {ended.All}");
                break;
        }

        if (last.Kind != EntryKind.RunEnded)
        {
            Assert.Equal(version, status.Interrupted?.Begun?.Version);
            Assert.Contains(last.Step ?? "before its first step", status.Interrupted!.ToString(), StringComparison.Ordinal);
        }
    }

    /// <summary>Runs it through a proxy of the engine.</summary>
    public static async Task<Ended> RunAsync(EngineProxy proxy, Assignment assignment)
    {
        await using var process = ShopOnTarget.Start(assignment, proxy.Environment);
        return await process.EndAsync();
    }
}
