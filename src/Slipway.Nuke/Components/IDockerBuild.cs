using Slipway.Nuke.Building;

namespace Slipway.Nuke.Components;

/// <summary>Builds the application's images, each once, with the last ones as cache.</summary>
public interface IDockerBuild : IPrepare, IHazRegistry
{
    /// <summary>
    /// What a user adds to each build of an image: labels, build arguments, <c>--no-cache</c>, environment. What Slipway needs is set after
    /// it and wins: context, file, tags, its labels (<c>org.opencontainers.image.*</c>), and that a failed build fails. Default nothing.
    /// </summary>
    Configure<DockerBuildSettings> DockerBuildSettings => _ => _;

    /// <summary>
    /// Builds every image of the description, from the cache where nothing changed. Its version is that of the working tree: where the
    /// build compiles, it compiles first, also for a target that asks for no test.
    /// </summary>
    Target DockerBuild => _ => _
        .Description("Builds the images, with the last local and the last pushed ones as cache")
        .DependsOn(Prepare)
        .TryDependsOn<ICompile>(x => x.Compile)
        .TryAfter<ITest>(x => x.Test)
        .ExecutesRun(this, async run =>
        {
            var registry = await run.GetRegistryAsync();
            foreach (var image in run.Application.Images)
            {
                ImageBuild.Run(DockerCommand.Instance, RootDirectory, image, run.Source, registry, DockerBuildSettings);
                ReportSummary(_ => _.AddPair(image.Name, run.Source.Version));
            }
        });
}
