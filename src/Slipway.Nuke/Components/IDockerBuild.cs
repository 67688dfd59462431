using Slipway.Nuke.Building;
using Slipway.Nuke.Running;

namespace Slipway.Nuke.Components;

/// <summary>Builds the application's images, each once, with the last ones as cache.</summary>
public interface IDockerBuild : IPrepare, IHazRegistry
{
    /// <summary>
    /// Builds every image of the description, from the cache where nothing changed. Its version is that of the working tree.
    /// </summary>
    Target DockerBuild => _ => _
        .Description("Builds the images, with the last local and the last pushed ones as cache")
        .DependsOn(Prepare)
        .TryAfter<ITest>(x => x.Test)
        .Executes(async () =>
        {
            await this.RunAsync(async run =>
            {
                var registry = await run.GetRegistryAsync();
                foreach (var image in run.Application.Images)
                {
                    ImageBuild.Run(RootDirectory, image, run.Source, registry);
                    ReportSummary(_ => _.AddPair(image.Name, run.Source.Version));
                }
            });
        });
}
