using Slipway.Applications;
using Slipway.Routing;
using Slipway.Strategies;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Hosts;

/// <summary>
/// Nothing that lacks the application's label is started, stopped, removed, written to or mounted, whatever its name. Which names matter is
/// taken from what releases really make, so that a new container or volume is covered without being named here.
/// </summary>
public sealed class OwnershipTests
{
    private static readonly Dictionary<string, Func<Shell, Task>> Commands = new(StringComparer.Ordinal)
    {
        ["Deploy"] = shell => shell.DeployAsync(ShopDescription.Request("1.2")),
        ["Rollback"] = shell => shell.RollbackAsync(),
        ["SwitchTraffic"] = shell => shell.SwitchAsync(Slot.Blue),
        ["Maintenance"] = shell => shell.MaintainAsync(on: true),
        ["Cleanup"] = shell => shell.CleanupAsync(),
        ["PromoteCanary"] = shell => shell.PromoteAsync(),
        ["AbortCanary"] = shell => shell.AbortAsync(),
        ["Plan"] = shell => shell.Engine(new Fate()).PlanDeployAsync(ShopDescription.Request("1.2"), CancellationToken.None),
    };

    public static TheoryData<string> AllStrategies => [.. StrategyRegistry.BuiltIn.Names];

    public static TheoryData<string> AllCommands => [.. Commands.Keys];

    [Theory]
    [MemberData(nameof(AllStrategies))]
    public async Task First_release_among_strangers_of_all_its_names_is_refused_and_every_one_is_named(string strategy)
    {
        var shell = Open(strategy);
        var strangers = Strangers.Settle(shell.Target, await NamesAsync(strategy, of => !IsOfMigration(of)));
        var error = await Assert.ThrowsAsync<SpecificationException>(() => shell.DeployAsync(ShopDescription.Request("1.0")));
        ExpectNamed(strangers, error);
        Assert.Contains("services.web: the container shop-web-blue exists and is not this application's (its label slipway.application is ",
            error.Message, StringComparison.Ordinal);
        Assert.Contains("): rename or remove it, or release under another name or stage", error.Message, StringComparison.Ordinal);
        Assert.Empty(shell.Target.Log);
        Assert.Empty(strangers.FindTouched());
        Assert.Null(await shell.StatusAsync());
    }

    [Theory]
    [MemberData(nameof(AllCommands))]
    public async Task Every_command_beside_strangers_is_refused_before_it_touches_anything(string command)
    {
        var shell = await ReleaseAsync("blue-green");
        var strangers = Strangers.Settle(shell.Target, await NamesAsync("blue-green", of => !IsOfMigration(of)));
        var before = shell.Target.Log.Count;
        var error = await Assert.ThrowsAsync<SpecificationException>(() => Commands[command](shell));
        ExpectNamed(strangers, error);
        Assert.Equal(before, shell.Target.Log.Count);
        Assert.Empty(strangers.FindTouched());
        strangers.Leave();
        Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.1"));
    }

    [Fact]
    public async Task Migration_whose_names_are_taken_is_refused_before_it_is_begun()
    {
        var shell = await ReleaseAsync("blue-green");
        var strangers = Strangers.Settle(shell.Target,
            (await NamesAsync("blue-green", IsOfMigration))
                .Select(name => name.Replace("migrate-1", "migrate-3", StringComparison.Ordinal)));
        var before = shell.Target.Log.Count;
        ExpectNamed(strangers, await Assert.ThrowsAsync<SpecificationException>(() => shell.DeployAsync(ShopDescription.Request("1.2"))));
        Assert.Equal(["lock"], shell.Target.Log.Skip(before));
        Assert.Empty(strangers.FindTouched());
    }

    [Fact]
    public async Task Reset_removes_all_that_is_the_applications_own_and_leaves_the_strangers()
    {
        var shell = await ReleaseAsync("blue-green");
        var strangers = Strangers.Settle(shell.Target, await NamesAsync("blue-green", _ => true));
        await shell.ResetAsync();
        Assert.Empty(strangers.FindTouched());
        strangers.Leave();
        Assert.Empty(shell.Target.Containers);
        Assert.Empty(shell.Target.Volumes);
        Assert.Empty(shell.Target.Networks);
    }

    [Fact]
    public async Task Reset_of_an_application_that_was_never_here_leaves_the_strangers_that_have_its_names()
    {
        var shell = Open("blue-green");
        var strangers = Strangers.Settle(shell.Target, await NamesAsync("blue-green", _ => true));
        await shell.ResetAsync();
        Assert.Empty(shell.Target.Log);
        Assert.Empty(strangers.FindTouched());
    }

    [Theory]
    [MemberData(nameof(AllStrategies))]
    public async Task Stranger_that_takes_a_name_in_the_middle_of_a_release_is_not_touched_either(string strategy)
    {
        var prepared = await ReleaseAsync(strategy);
        var faults = new List<string>();
        foreach (var name in (await NamesAsync(strategy, _ => true))
            .Select(name => name.Replace("migrate-1", "migrate-3", StringComparison.Ordinal)))
        {
            var shell = prepared.Copy();
            Strangers? strangers = null;
            shell.Target.AfterEffect = _ => strangers ??= Strangers.Settle(shell.Target, [name]);
            var error = await Record.ExceptionAsync(() => shell.DeployAsync(ShopDescription.Request("1.2")));
            shell.Target.AfterEffect = null;
            var settled = strangers!.Names.Any();
            faults.AddRange(
                [
                    .. strangers.FindTouched(),
                    .. error is null || shell.CodeOf(error) is ExitCode.Usage or ExitCode.Failed
                        ? Array.Empty<string>()
                        : [$"{name}: {error}"],
                ]);
            strangers.Leave();
            await shell.DeployAsync(ShopDescription.Request("1.3"));
            faults.AddRange(
                Rest.Find(shell.Target, shell.Application, "1.3").Select(fault => $"{name}{(settled ? "" : " (not free)")}: {fault}"));
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private static bool IsOfMigration(string name) => name.Contains("-migrate-", StringComparison.Ordinal);

    private static void ExpectNamed(Strangers strangers, SpecificationException error)
    {
        Assert.NotEmpty(strangers.Names);
        Assert.Equal(
            strangers.Names.Order(StringComparer.Ordinal),
            error.Faults.Select(fault => fault.Message.Split(" exists and is not this application's")[0]["the ".Length..])
                .Order(StringComparer.Ordinal));
    }

    private static Shell Open(string strategy)
    {
        var target = new RecordingTarget { Alone = strategy == "recreate" };
        target.Exclusive.Add("biller");
        return new Shell(target, ShopDescription.Replicated.By(strategy) with { Retire = RetirePolicy.Remove });
    }

    private static async Task<Shell> ReleaseAsync(string strategy)
    {
        var shell = Open(strategy);
        await shell.DeployAsync(ShopDescription.Request("1.0"));
        await shell.DeployAsync(ShopDescription.Request("1.1"));
        return shell;
    }

    /// <summary>What two releases have made: both slots, and the first migration.</summary>
    private static async Task<IReadOnlyList<string>> NamesAsync(string strategy, Func<string, bool> chosen) =>
        [
            .. Strangers.NamesOf((await ReleaseAsync(strategy)).Target)
                .Where(name => chosen(name) && !name.Contains("-migrate-2", StringComparison.Ordinal)),
        ];
}
