using System.Globalization;
using Slipway.EndToEnd.Deployer;
using Slipway.EndToEnd.Deployer.Killing;
using Slipway.EndToEnd.Tests.Target;
using Slipway.Routing;
using Slipway.Strategies;
using Slipway.Strategies.Foundation;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Slipway.EndToEnd.Tests.Soak;

/// <summary>
/// One random sequence of commands and accidents on the real engine, with a process for each command: releases of every kind, good and bad,
/// some of them killed; rollbacks, canaries by hand, switches, maintenance, and a router that dies. The seed and the router decide
/// everything.
/// </summary>
internal sealed class RandomSequence
{
    /// <summary>More entries than most releases write: one that is to be killed later than its end is not killed.</summary>
    private const int LastEntry = 60;

    private readonly ShopOnTarget shop;
    private readonly Random random;
    private readonly SequenceRun run;
    private readonly string name;
    private int versions;

    private RandomSequence(ShopOnTarget shop, int seed)
    {
        (this.shop, run, name) = (shop, new SequenceRun(shop), $"random-{seed.ToString(CultureInfo.InvariantCulture)}");
        random = new Random(unchecked((seed * 31) + (int)shop.Assignment.Router));
    }

    /// <summary>As many as <see cref="Effort"/> says; fails with the seed and the story of the first that goes wrong.</summary>
    public static async Task RunAllAsync(ShopOnTarget shop, ITestOutputHelper output)
    {
        var spent = TimeSpan.Zero;
        for (var index = 0; index < Effort.Sequences || spent < Effort.Time; index++)
        {
            var seed = Effort.Seed + index;
            var which = $"{shop.Assignment.Router} {seed} {Effort.Actions}";
            if (SoakCases.Find(SoakCase.Sequence, which) is { } played)
            {
                spent += TimeSpan.FromSeconds(played.Seconds);
                continue;
            }

            var began = TimeProvider.System.GetTimestamp();
            var sequence = new RandomSequence(shop, seed);
            try
            {
                await sequence.RunAsync();
            }
            catch (Exception error) when (error is XunitException or SlipwayException or HttpRequestException or OperationCanceledException)
            {
                Assert.Fail(
                    $"SLIPWAY_SEED={seed} SLIPWAY_SEQUENCES=1 SLIPWAY_ACTIONS={Effort.Actions} repeats it.\n{error.Message}\nThe "
                        + $"sequence:\n{sequence.run.Story}");
            }

            var took = TimeProvider.System.GetElapsedTime(began);
            spent += took;
            var router = $"{shop.Assignment.Router}";
            SoakCases.Keep(new SoakCase(SoakCase.Sequence, "any", router, which, sequence.run.Requests, Lost: 0, took.TotalSeconds));
            output.WriteLine($"SLIPWAY_SEED={seed}\n{sequence.run.Story}\n");
        }
    }

    private async Task RunAsync()
    {
        await run.LearnAsync();
        for (var index = 0; index < Effort.Actions; index++)
        {
            await ActAsync();
        }

        // However it was treated: one undisturbed release and everything is as it must be.
        var last = await ReleaseAsync("blue-green");
        await run.RunAsync(last, last.Version);
        await AtRest.ExpectNoOrphanImagesAsync(shop);
    }

    private Task ActAsync() => random.Next(18) switch
    {
        < 6 => DeployAsync(),
        6 => FailAsync(shop.Images.NeverReadyAsync(), "never-ready"),
        7 => FailAsync(shop.Images.FailingMigrationAsync(), "not-to-be-migrated"),
        8 or 9 => RollbackAsync(number: null),
        10 => RollbackToAsync(),
        11 => run.RunAsync(shop.Assignment with { Command = Command.Cleanup }, expected: null),
        12 or 13 => CanaryAsync(),
        14 => SwitchAsync(),
        15 => MaintainAsync(),
        16 => run.RestartRouterAsync(),
        _ => random.Next(2) == 0 ? run.CrashRouterAsync() : run.StopRouterAsync(),
    };

    private async Task DeployAsync()
    {
        var assignment = await ReleaseAsync(ChooseStrategy()) with { Kill = ChooseKill(once: 2) };
        await run.RunAsync(assignment, assignment.Version);
    }

    private async Task FailAsync(Task<string> image, string how)
    {
        var strategy = ChooseStrategy();
        // A recreation that fails gives the old version as long to come back as the new one had.
        var assignment =
            await ReleaseAsync(strategy, $"-{how}") with { Image = await image, HealthSeconds = strategy == "recreate" ? 20 : 4 };
        await run.RunAsync(assignment, expected: null, ExitCode.Failed);
    }

    private async Task RollbackToAsync()
    {
        var numbers = (await shop.ReadStatusAsync()).State.Releases.Select(record => record.Number).TakeLast(6).Append(999).ToList();
        await RollbackAsync(numbers[random.Next(numbers.Count)]);
    }

    private async Task RollbackAsync(int? number)
    {
        var expected = number is { } named ? run.Model.VersionOf(named) : run.Model.Before;
        var possible = expected is not null && expected != run.Model.Live;
        var assignment = shop.Assignment with
        {
            Command = Command.Rollback, ToRelease = number, Strategy = random.Next(4) == 0 ? "recreate" : "blue-green",
            Kill = ChooseKill(once: 3), DrainSeconds = 3,
        };
        await run.RunAsync(assignment, possible ? expected : null, possible ? ExitCode.Released : ExitCode.Usage);
    }

    private async Task SwitchAsync()
    {
        var state = (await shop.ReadStatusAsync()).State;
        var other = (state.Live ?? Slot.Blue).Other();
        var up = state.Router.Up.Contains(other) ? state.In(other).Release : null;
        await run.RunAsync(shop.Assignment with { Command = Command.SwitchTraffic, ToSlot = other },
            up is { } number ? run.Model.VersionOf(number) : null, up is null ? ExitCode.Usage : ExitCode.Released);
    }

    /// <summary>Left to a person at its first share, then promoted to the end, killed on the way there, or aborted.</summary>
    private async Task CanaryAsync()
    {
        var canary = await ReleaseAsync("canary") with { ManualCanary = true };
        await run.RunAsync(canary, expected: null, rests: false);
        Assert.Equal(canary.Version, (await shop.ReadStatusAsync()).Paused?.Begun.Version);
        await run.RunAsync(shop.Assignment with { Command = Command.Rollback }, expected: null, ExitCode.Usage, rests: false);

        var promotion = canary with { Command = Command.Promote };
        switch (random.Next(3))
        {
            case 0:
                await run.RunAsync(canary with { Command = Command.Abort }, expected: null);
                break;
            case 1:
                await run.RunAsync(promotion, expected: null, rests: false);
                await run.RunAsync(promotion, canary.Version);
                break;
            default:
                await run.RunAsync(promotion with { Kill = new KillPoint(random.Next(1, 12), KillMoment.After) }, expected: null,
                    rests: false);
                break;
        }
    }

    private async Task MaintainAsync()
    {
        var maintenance = shop.Assignment with { Command = Command.Maintenance };
        await run.RunAsync(maintenance with { On = true }, expected: null, rests: false);
        if (random.Next(2) == 0)
        {
            var behind = await ReleaseAsync(random.Next(2) == 0 ? "rolling" : "blue-green");
            await run.RunAsync(behind, behind.Version, rests: false);
        }

        Assert.True((await shop.ReadStatusAsync()).State.Router.Maintenance, "the page stays until somebody turns it off");
        await run.RunAsync(maintenance, expected: null);
    }

    private string ChooseStrategy() => StrategyRegistry.BuiltIn.Names[random.Next(StrategyRegistry.BuiltIn.Names.Count)];

    /// <param name="once">In so many times.</param>
    private KillPoint? ChooseKill(int once) =>
        random.Next(once) == 0 ? new KillPoint(random.Next(1, LastEntry), (KillMoment)random.Next(2)) : null;

    private async Task<Assignment> ReleaseAsync(string strategy, string suffix = "")
    {
        var version = $"{name}-{(++versions).ToString(CultureInfo.InvariantCulture)}{suffix}";
        return shop.Assignment with
        {
            Strategy = strategy, Version = version, Image = await shop.GoodImageAsync(versions % 2 == 0 ? "even" : "odd"), DrainSeconds = 3,
        };
    }
}
