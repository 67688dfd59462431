using System.Globalization;
using Serilog;
using Slipway.Nuke.Building;
using Slipway.Nuke.Components;
using Slipway.Nuke.Parameters.Kinds;
using Slipway.Nuke.Running;

/// <summary>
/// What Check samples, as far as it goes: a kill at every point of every strategy before every router, and random sequences for hours.
/// </summary>
internal sealed partial class Build
{
    [Number(0, int.MaxValue)]
    [Parameter("Seed of Soak's kill points and random sequences - Default is a new one, printed; the same goes on where it stopped")]
    public string? Seed { get; set; }

    [Number(0, int.MaxValue, Or = "all")]
    [Parameter("Points of each kind of release at which Soak kills it or loses a reply of the engine: a number, or all - Default is all")]
    public string? Kills { get; set; }

    [Number(0, 100_000)]
    [Parameter("Minutes for which Soak plays random sequences before each router - Default is 30")]
    public string? Minutes { get; set; }

    Target Soak => _ => _
        .Description("Kills releases at every point of every strategy before every router, and plays random sequences of commands and "
            + "accidents; goes on where the same run stopped")
        .DependsOn<IPrepare>(x => x.Prepare)
        .ExecutesRun(this, run =>
        {
            PlaySoak(run);
            return Task.CompletedTask;
        });

    private void PlaySoak(ReleaseRun run)
    {
        var results = new SoakResults(((IHazArtifacts)this).ArtifactsDirectory / "soak-results");
        var parameters = run.Parameters;
        var (seed, minutes) = (parameters.Number(nameof(Seed)) ?? Random.Shared.Next(1, 1_000_000),
            parameters.Number(nameof(Minutes)) ?? 30);
        var kills = parameters.Number(nameof(Kills)) is { } points ? Text(points) : "all";
        var again = $"./build.sh Soak --seed {Text(seed)} --kills {kills} --minutes {Text(minutes)}";
        Log.Information(
            "Seed {Seed}. The same again, or on from where it stopped: {Command}. A failed sequence names the seed that repeats it alone.",
            seed, again);
        var asked = new SoakAsked(seed, kills, minutes, run.Source.Version);
        if (results.ReadAsked() is { } before && before != asked)
        {
            Log.Information("The results of {Before} are taken away", before);
        }

        Log.Information("{Done} cases of this run are done and are left out", results.Begin(asked));

        // The tests read them; in Check they have none of these and take a small sample.
        EnvironmentInfo.SetVariable("SLIPWAY_SEED", Text(seed));
        EnvironmentInfo.SetVariable("SLIPWAY_KILLS", kills);
        EnvironmentInfo.SetVariable("SLIPWAY_CUTS", kills);
        EnvironmentInfo.SetVariable("SLIPWAY_MINUTES", Text(minutes));
        EnvironmentInfo.SetVariable("SLIPWAY_ACTIONS", "20");
        EnvironmentInfo.SetVariable(SoakCase.FolderVariable, results.Cases);
        results.WriteTable(asked, isWhole: false);
        try
        {
            DotNetTest(_ => _
                .SetProjectFile(Solution.FindProject("Slipway.EndToEnd.Tests"))
                .SetConfiguration(Configuration.Release)
                .SetFilter("Category=Soak")
                .SetResultsDirectory(results.Folder)
                .SetLoggers("trx;LogFileName=soak.trx", "console;verbosity=detailed"));
            results.WriteTable(asked, isWhole: true);
        }
        catch (ProcessException)
        {
            results.WriteTable(asked, isWhole: false);
            throw;
        }
        finally
        {
            Log.Information("{Table}:\n{Content}", results.Table, File.ReadAllText(results.Table));
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
