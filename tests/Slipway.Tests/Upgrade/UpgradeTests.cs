using Slipway.Plans;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Upgrade;

/// <summary>
/// Targets that an older build was killed on, at every effect of every kind of run: `Status` tells of them what that build told, and
/// `Deploy`, `Rollback` and what is done with a canary finish or undo what was begun, end as they ended then, but for what goes back at
/// once now, and lose no request.
/// </summary>
public sealed class UpgradeTests
{
    private const int FailuresShown = 15;

    /// <summary>
    /// Whether every command is tried on every world, as <c>SLIPWAY_KILLS=all</c> asks; else they take turns from world to world.
    /// </summary>
    private static bool All => Environment.GetEnvironmentVariable("SLIPWAY_KILLS") == "all";

    public static TheoryData<string> Runs => [.. RecordedRun.Names];

    [Theory]
    [MemberData(nameof(Runs))]
    public Task Status_and_history_of_what_an_older_build_left_are_those_that_it_told_itself(string run) => JudgeAsync(run, async world =>
    {
        var shell = await world.LoadAsync();
        var (interrupted, waiting) = await PresentBuild.StatusAsync(shell);
        Assert.Equal((world.Interrupted, world.Waiting), (interrupted, waiting));
        Assert.Equal(world.Runs, await PresentBuild.CountRunsAsync(shell));
        // A keeper that lies still is started to be asked; nothing else is touched.
        Assert.Empty(shell.Target.Log.Except(["start shop-keeper"], StringComparer.Ordinal));
        return [];
    });

    [Theory]
    [MemberData(nameof(Runs))]
    public Task What_an_older_build_left_half_way_is_finished_or_undone_by_the_next_command(string run) => JudgeAsync(run, async world =>
    {
        var faults = new List<string>();
        var commands = Enum.GetValues<FirstCommand>().Where(command => world.Ended(command) is not null).ToList();
        foreach (var command in All ? commands : [commands[world.Number % commands.Count]])
        {
            var (ending, found) = await Ending.RunAsync(await world.LoadAsync(), command);
            faults.AddRange(found.Select(fault => $"{command}: {fault}"));
            var expected = await ExpectAsync(world, command);
            if (ending != expected)
            {
                faults.Add($"{command} ended with {ending}, and {expected} was expected; the older build's with {world.Ended(command)}");
            }
        }

        return faults;
    });

    [Fact]
    public void Every_world_says_what_becomes_of_it() =>
        Assert.All(RecordedRun.Names.SelectMany(name => RecordedRun.Get(name).Worlds), world =>
        {
            Assert.NotNull(world.Ended(FirstCommand.Deploy));
            Assert.NotNull(world.Ended(FirstCommand.Rollback));
        });

    /// <summary>
    /// As the older build's own ended, but for what goes back: that does not finish first what is not known to be good, nor is it refused
    /// once the canary that it was to take back is gone.
    /// </summary>
    private static async Task<Ending> ExpectAsync(RecordedWorld world, FirstCommand command)
    {
        var told = world.Ended(command)!;
        if (command is not (FirstCommand.Rollback or FirstCommand.Abort)
            || (await (await world.LoadAsync()).StatusAsync())?.State is not { Interrupted: { } interrupted } state)
        {
            return told;
        }

        var earlier = WayBack.FindEarlier(state);
        return command switch
        {
            FirstCommand.Rollback when earlier is not null => told with { Exit = 0, Live = earlier.Version },
            FirstCommand.Abort when told.Exit == (int)ExitCode.Usage && WayBack.IsCanary(interrupted)
                && (earlier is not null || told.Live != interrupted.Begun!.Version) =>
                told with { Exit = 0, Live = earlier?.Version ?? told.Live },
            _ => told,
        };
    }

    private static async Task JudgeAsync(string run, Func<RecordedWorld, Task<IReadOnlyList<string>>> judge)
    {
        var judged = await Task.WhenAll(RecordedRun.Get(run).Worlds.Select(world => Task.Run(async () =>
        {
            try
            {
                return await judge(world);
            }
            catch (Exception error)
            {
                return [error.Message];
            }
        })));
        var failures = RecordedRun.Get(run).Worlds.Zip(judged)
            .SelectMany(pair => pair.Second.Select(fault => $"{pair.First.Name}: {fault}")).ToList();
        Assert.True(failures.Count == 0, $"{failures.Count} faults:\n{string.Join('\n', failures.Take(FailuresShown))}");
    }
}
