using System.Globalization;
using Nuke.Common;
using Nuke.Common.IO;
using Nuke.Common.ProjectModel;
using Nuke.Common.Tools.DotNet;
using Nuke.Components;
using Serilog;
using Slipway.Nuke.Components;
using static Nuke.Common.Tools.DotNet.DotNetTasks;

/// <summary>What Check samples, as far as it goes: a kill at every point of every strategy before every router, and random sequences for hours.</summary>
internal sealed partial class Build
{
    [Parameter("Seed of Soak's kill points and random sequences - Default is a new one, which is printed")]
    public string? Seed { get; set; }

    [Parameter("Points of each kind of release at which Soak kills it or loses a reply of the engine: a number, or all - Default is all")]
    public string? Kills { get; set; }

    [Parameter("Minutes for which Soak plays random sequences before each router - Default is 30")]
    public string? Minutes { get; set; }

    Target Soak => _ => _
        .Description("Kills releases at every point of every strategy before every router, and plays random sequences of commands and accidents, all on the real engine")
        .DependsOn<IPrepare>(x => x.Prepare)
        .Executes(() =>
        {
            var results = ((IHazArtifacts)this).ArtifactsDirectory / "soak-results";
            var (seed, minutes) = (Number("--seed", Seed) ?? Random.Shared.Next(1, 1_000_000), Number("--minutes", Minutes) ?? 30);
            var kills = Kills is null or "all" ? "all" : Text(Number("--kills", Kills)!.Value);
            var again = $"./build.sh Soak --seed {Text(seed)} --kills {kills} --minutes {Text(minutes)}";
            Log.Information("Seed {Seed}. The same again: {Command}. A failed sequence names the seed that repeats it alone.", seed, again);

            // The tests read them; in Check they have none of these and take a small sample.
            EnvironmentInfo.SetVariable("SLIPWAY_SEED", Text(seed));
            EnvironmentInfo.SetVariable("SLIPWAY_KILLS", kills);
            EnvironmentInfo.SetVariable("SLIPWAY_CUTS", kills);
            EnvironmentInfo.SetVariable("SLIPWAY_MINUTES", Text(minutes));
            EnvironmentInfo.SetVariable("SLIPWAY_ACTIONS", "20");
            results.CreateOrCleanDirectory();
            DotNetTest(_ => _
                .SetProjectFile(Solution.GetProject("Slipway.EndToEnd.Tests"))
                .SetConfiguration(Configuration.Release)
                .SetFilter("Category=Soak")
                .SetResultsDirectory(results)
                .SetLoggers("trx;LogFileName=soak.trx", "console;verbosity=detailed"));
        });

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private int? Number(string parameter, string? value)
    {
        if (value is null)
        {
            return null;
        }

        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        ExitCode = (int)Slipway.Errors.ExitCode.Usage;
        throw new UsageException(new SpecificationFault(parameter, $"a number is expected, not \"{value}\""));
    }
}
