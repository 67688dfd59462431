using Slipway.Applications;
using Slipway.Containers;
using Slipway.Keeper;
using Slipway.Plans;
using Slipway.Routing;
using Slipway.Strategies.Canary;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Convergence;

/// <summary>
/// A release engineer works from a checkout whose description has faults: what does not release it goes by the records of the releases.
/// </summary>
public sealed class FaultyDescriptionTests
{
    private static readonly ReleaseRequest Next = ShopDescription.Request("1.2");

    [Theory]
    [InlineData("Rollback")]
    [InlineData("SwitchTraffic")]
    [InlineData("Maintenance")]
    [InlineData("Cleanup")]
    [InlineData("Reset")]
    [InlineData("Preview")]
    [InlineData("Status")]
    [InlineData("History")]
    [InlineData("Logs")]
    [InlineData("Diff")]
    public async Task What_does_not_release_a_faulty_description_is_not_refused_for_it(string command)
    {
        var shell = await Shell.ReleasedTwiceAsync("blue-green");
        var faulty = shell.Describing(Faulty(shell.Application));

        switch (command)
        {
            case "Rollback":
                Assert.Equal(("1.0", 1), (await faulty.RollbackAsync()).Release is var back ? (back.Version, back.Restores) : default);
                Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.0"));
                break;
            case "SwitchTraffic":
                await faulty.SwitchAsync(Slot.Blue);
                Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.0"));
                break;
            case "Maintenance":
                await faulty.MaintainAsync(on: true);
                Assert.True(shell.Target.Router.Maintenance);
                await faulty.MaintainAsync(on: false);
                Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.1"));
                break;
            case "Cleanup":
                await faulty.CleanupAsync();
                Assert.DoesNotContain(shell.Target.Containers.Keys, name => name.EndsWith("-blue", StringComparison.Ordinal));
                break;
            case "Reset":
                shell.Target.Router.Forget();
                Assert.NotEmpty((await faulty.FindRemovalAsync(keepData: false)).Data);
                await faulty.ResetAsync();
                Assert.Empty(shell.Target.Containers.Keys.Concat(shell.Target.Volumes.Keys).Concat(shell.Target.Networks.Keys));
                break;
            case "Preview":
                var shown = await shell.Target.Time.RunAsync(() => faulty.Engine(new Fate()).FindPreviewAsync(CancellationToken.None));
                Assert.Equal((1, "1.0", "/"), (shown.Release, shown.Version, shown.Address.AbsolutePath));
                break;
            case "Status":
                var status = (await faulty.StatusAsync())!;
                Assert.Equal("1.1", status.State.LiveRelease!.Version);
                Assert.Contains(status.Faults, fault => fault.Path == "services.web.port");
                // What its mend would bring about is what a deploy refuses.
                Assert.Empty(status.SharedDrift);
                Assert.Empty((await shell.StatusAsync())!.Faults);
                break;
            case "History":
                Assert.NotEmpty(await faulty.HistoryAsync());
                break;
            case "Logs":
                await foreach (var line in faulty.Engine(new Fate()).ReadLogsAsync("web", 1, CancellationToken.None))
                {
                    Assert.StartsWith("shop-web-", line, StringComparison.Ordinal);
                }

                break;
            default:
                Assert.Contains((await faulty.CompareAsync(1, 2)).Differences, difference => difference.Path == "version");
                break;
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_canary_that_waits_is_promoted_or_aborted_from_a_faulty_description(bool promote)
    {
        var prepared = await Shell.ReleasedTwiceAsync("canary");
        var shell = prepared.Describing(prepared.Application with
        {
            Strategy = prepared.Application.SettingsOf<CanarySettings>() with { Manual = true },
        });
        await shell.DeployAsync(Next);
        Assert.NotNull((await shell.StatusAsync())!.Paused);
        var faulty = shell.Describing(Faulty(shell.Application));

        await (promote ? faulty.PromoteAsync(toFull: true) : faulty.AbortAsync());

        Assert.Empty(Rest.Find(shell.Target, shell.Application, promote ? "1.2" : "1.1"));
    }

    [Fact]
    public async Task A_killed_release_is_brought_to_rest_from_a_faulty_description()
    {
        var shell = await Shell.ReleasedTwiceAsync("blue-green");
        var count = await EffectsAsync(shell.Copy());
        foreach (var effect in Enumerable.Range(1, count).Where(effect => effect % 7 == 0))
        {
            var copy = shell.Copy();
            await Assert.ThrowsAsync<KilledException>(() => copy.DeployAsync(Next, new Fate { DieAfter = effect }));

            await copy.Describing(Faulty(shell.Application)).MaintainAsync(on: true);

            Assert.Null((await copy.StatusAsync())!.Interrupted);
        }
    }

    [Fact]
    public async Task What_releases_is_refused_with_all_faults_and_touches_nothing()
    {
        var shell = await Shell.ReleasedTwiceAsync("blue-green");
        var faulty = shell.Describing(Faulty(shell.Application));
        var log = shell.Target.Log.Count;

        foreach (var command in new Func<Task>[]
        {
            () => faulty.DeployAsync(Next), () => faulty.PlanAsync(Next), () => faulty.CompareAsync(null, Next),
        })
        {
            var error = await Assert.ThrowsAsync<SpecificationException>(command);
            Assert.Equal(ExitCode.Usage, faulty.CodeOf(error));
            Assert.Superset(
                new HashSet<string>(StringComparer.Ordinal)
                {
                    "services.web.port", "services.web.healthPath", "services[1]", "sharedServices.database.recipe",
                    "sharedServices.database.memoryMegabytes", "timeouts.compensation", "verification.probePath",
                },
                error.Faults.Select(fault => fault.Path).ToHashSet(StringComparer.Ordinal));
        }

        Assert.Equal(log, shell.Target.Log.Count);
    }

    [Fact]
    public async Task Where_it_is_published_counts_for_every_command()
    {
        var shell = await Shell.ReleasedTwiceAsync("blue-green");
        var nowhere = shell.Describing(shell.Application with { Router = new RouterSettings { Port = 0 } });
        Assert.Equal("router.port",
            Assert.Single((await Assert.ThrowsAsync<SpecificationException>(() => nowhere.RollbackAsync())).Faults).Path);
        Assert.Equal("router.port",
            Assert.Single((await Assert.ThrowsAsync<SpecificationException>(() => nowhere.StatusAsync())).Faults).Path);
    }

    [Fact]
    public async Task A_release_that_nobody_remembers_does_not_come_back_as_a_faulty_description()
    {
        var shell = await Shell.ReleasedTwiceAsync("blue-green");
        Forget(shell.Target);

        var error = await Assert.ThrowsAsync<SpecificationException>(
            () => shell.Describing(Faulty(shell.Application)).RollbackAsync(toRelease: 1, withCurrentDescription: true));

        Assert.Contains(error.Faults, fault => fault.Path == "services.web.port");
    }

    private static async Task<int> EffectsAsync(Shell shell)
    {
        var fate = new Fate();
        await shell.DeployAsync(Next, fate);
        return fate.Effects;
    }

    /// <summary>Records of the time when they held no description.</summary>
    internal static void Forget(RecordingTarget target)
    {
        foreach (var file in target.Files.Keys.Where(file => file.StartsWith("releases/", StringComparison.Ordinal)).ToList())
        {
            var record = System.Text.Json.Nodes.JsonNode.Parse(target.Files[file])!.AsObject();
            record.Remove("description");
            target.Files[file] = record.ToJsonString();
        }
    }

    private static Application Faulty(Application sound) => sound with
    {
        Services =
        [
            sound.Services[0] with { Port = 0, HealthPath = "no-slash", Replicas = -1 },
            sound.Services[0] with { Name = "" },
            sound.Services[0] with { Name = "Twice" },
        ],
        Workers = [.. sound.Workers, .. sound.Workers],
        SharedServices =
        [
            sound.SharedServices[0] with { MemoryMegabytes = 1, Recipe = ImageRecipe.FromFolder("slipway/postgres", "/nonexistent") },
        ],
        Migration = sound.Migration! with { Command = [] },
        Timeouts = sound.Timeouts with { Compensation = TimeSpan.FromSeconds(-1), Health = TimeSpan.Zero },
        Verification = sound.Verification with { ProbePath = "nowhere" },
        Strategy = new CanarySettings { Steps = [] },
        Strategies = [new CanarySettings()],
    };
}
