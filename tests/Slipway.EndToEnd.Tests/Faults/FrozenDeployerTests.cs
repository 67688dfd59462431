using System.Globalization;
using Slipway.EndToEnd.Deployer;
using Slipway.EndToEnd.Deployer.Killing;
using Slipway.EndToEnd.Tests.Load;
using Slipway.EndToEnd.Tests.Reliability;
using Slipway.EndToEnd.Tests.Target;
using Slipway.Hosts;
using Slipway.Keeper;

namespace Slipway.EndToEnd.Tests.Faults;

/// <summary>
/// A lock holder whose machine vanishes in the middle of a release (SIGSTOP) and comes back when others have released since (SIGCONT).
/// </summary>
public sealed class FrozenDeployerTests(ShopWithoutWorker shop) : IClassFixture<ShopWithoutWorker>
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(90);
    /// <summary>For so long a holder keeps the lock without a word.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    [EngineFact]
    [Fault("The machine of a deployer vanishes in the middle of a release and comes back later",
        Served = "the old version, then what the next deployer released; no request lost",
        Said = "others: 3, naming the holder, until it was silent for 10 s; the one that came back: 5, the lock is lost",
        Converged = "by the next `Deploy`; whoever came back wrote nothing into the journal and touched no container and no traffic")]
    public async Task Holder_that_vanishes_loses_the_lock_and_does_nothing_more_when_it_comes_back()
    {
        (await shop.DeployAsync("whole-0")).Expect(ExitCode.Released);
        (await shop.DeployAsync("whole-1")).Expect(ExitCode.Released);
        var points = new List<(string Step, int Entry)>();
        foreach (var step in new[] { "Shift traffic from", "Clear the" })
        {
            // Right after a step was announced: what follows is its effect.
            points.Add((step, await shop.FindEntryAsync(EntryKind.StepStarted, step)));
        }

        await using var load = await OpenLoopLoad.StartAsync(shop.Address, events: false);
        var frozen = new List<(string Step, RunningProcess Process)>();
        var last = "whole-1";
        var said = new List<string>();
        try
        {
            foreach (var (step, entry) in points)
            {
                last = await FreezeAndReplaceAsync(step, entry, frozen);
            }

            var target = await SnapshotAsync();
            var journal = await shop.ReadStateFileAsync("journal");
            var continued = TimeProvider.System.GetUtcNow();
            foreach (var (step, process) in frozen)
            {
                await process.SignalAsync("CONT");
                var ended = await process.EndAsync();
                said.Add($"{continued:HH:mm:ss.fff} {step}: {ended.All}");
                Assert.True(ended.ExitCode == (int)ExitCode.NeedsPerson, $"frozen at {step}: {ended.All}");
                Assert.Contains("the lock with it", ended.Error, StringComparison.Ordinal);
                Assert.Equal(target, await SnapshotAsync());
                Assert.Equal(journal, await shop.ReadStateFileAsync("journal"));
            }
        }
        finally
        {
            foreach (var (_, process) in frozen)
            {
                await process.DisposeAsync();
            }
        }

        var result = await load.StopAsync();
        Assert.True(result.Lost == 0, $"{result}\n{string.Join("\n\n", said)}");
        await shop.ExpectAtRestAsync(last);
        (await shop.DeployAsync("after-all")).Expect(ExitCode.Released);
        await shop.ExpectAtRestAsync("after-all");
    }

    /// <summary>
    /// Freezes a deployer; once the lock is free, two others release, so that neither slot is what the frozen one takes it for.
    /// </summary>
    private async Task<string> FreezeAndReplaceAsync(string step, int entry, List<(string, RunningProcess)> frozen)
    {
        var name = $"frozen-{entry.ToString(CultureInfo.InvariantCulture)}";
        var assignment =
            await shop.DeploymentOfAsync("whole-0") with { Version = name, Kill = new KillPoint(entry, KillMoment.After, Freeze: true) };
        var process = ShopOnTarget.Start(assignment);
        frozen.Add((step, process));
        Assert.True(await process.ReadUntilAsync("locked"));
        await process.AwaitStoppedAsync();
        var stopped = TimeProvider.System.GetTimestamp();

        var other = await shop.DeploymentOfAsync("whole-1") with { Version = $"{name}-other" };
        using var limit = new CancellationTokenSource(Bound);
        var refusals = 0;
        while (true)
        {
            var ended = await ShopOnTarget.RunAsync(other);
            if (ended.ExitCode == (int)ExitCode.Released)
            {
                break;
            }

            ended.Expect(ExitCode.Locked);
            Assert.Contains($"deployer {process.Id.ToString(CultureInfo.InvariantCulture)}@", ended.Error, StringComparison.Ordinal);
            refusals++;
            await Task.Delay(Pause, TimeProvider.System, limit.Token);
        }

        // On a loaded machine the first attempt alone may take longer than the silence.
        Assert.True(
            refusals > 0 || TimeProvider.System.GetElapsedTime(stopped) > Silence, "a holder that only paused for a moment keeps the lock");
        var second = await shop.DeploymentOfAsync("whole-0") with { Version = $"{name}-second" };
        (await ShopOnTarget.RunAsync(second)).Expect(ExitCode.Released);
        await shop.ExpectAtRestAsync(second.Version);
        return second.Version;
    }

    /// <summary>All containers of the application, and where the traffic goes.</summary>
    private async Task<string> SnapshotAsync() => string.Join('\n',
    [
        .. await DockerClient.RunAsync("ps", "--all", "--no-trunc", "--filter", $"label={ResourceNames.ApplicationLabel}={shop.Name}",
            "--format", "{{.ID}} {{.Names}} {{.State}}"),
        (await shop.ReadStatusAsync()).State.Router.Split.ToString()!,
    ]);
}
