using Slipway.Nuke.Building;
using Slipway.Nuke.Components;

/// <summary>The figures: what the commands of this repository cost.</summary>
internal sealed partial class Build
{
    Target Bench => _ => _
        .Description(
            "Measures deploys, switches, rollbacks and killed deploys on a copy of the last commit and writes the figures to "
                + "bench/results.md")
        .DependsOn<IPrepare>(x => x.Prepare)
        .Executes(() =>
        {
            var program = ((IHazArtifacts)this).ArtifactsDirectory / "bench";
            DotNetPublish(_ => _
                .SetProject(Solution.FindProject("Slipway.Bench"))
                .SetConfiguration(Configuration.Release)
                .SetOutput(program)
                .SetVerbosity(DotNetVerbosity.quiet));
            DotNet($"{program / "Slipway.Bench.dll"} {RootDirectory}");
        });
}
