using System.Globalization;
using Slipway.Nuke.Building;
using Slipway.Nuke.Components;
using Slipway.Nuke.Parameters.Kinds;

/// <summary>The figures: what the commands of this repository cost.</summary>
internal sealed partial class Build
{
    [Number(1, 10_000)]
    [Parameter("Switches of traffic that Bench watches before each router - Default is 30")]
    public string? Switches { get; set; }

    [Number(1, 3_600)]
    [Parameter("Seconds for which Bench asks a proxy in one go - Default is 5")]
    public string? Seconds { get; set; }

    Target Bench => _ => _
        .Description(
            "Measures deploys, switches, rollbacks and killed deploys on a copy of the last commit and writes the figures to "
                + "bench/results.md")
        .DependsOn<IPrepare>(x => x.Prepare)
        .ExecutesRun(this, run =>
        {
            var program = ((IHazArtifacts)this).ArtifactsDirectory / "bench";
            DotNetPublish(_ => _
                .SetProject(Solution.FindProject("Slipway.Bench"))
                .SetConfiguration(Configuration.Release)
                .SetOutput(program)
                .SetVerbosity(DotNetVerbosity.quiet));
            var (switches, seconds) = (run.Parameters.Number(nameof(Switches)) ?? 30, run.Parameters.Number(nameof(Seconds)) ?? 5);
            DotNet(string.Create(
                CultureInfo.InvariantCulture, $"{program / "Slipway.Bench.dll"} {RootDirectory} {switches} {seconds}"));
            return Task.CompletedTask;
        });
}
