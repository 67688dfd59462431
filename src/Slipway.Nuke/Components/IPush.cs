using Slipway.Nuke.Building;
using Slipway.Nuke.Running;

namespace Slipway.Nuke.Components;

/// <summary>Pushes the images and records their digests: everything after this knows images by digest only.</summary>
public interface IPush : IDockerBuild
{
    /// <summary>Pushes what was built, in up to four attempts, and keeps the digests for the release.</summary>
    Target Push => _ => _
        .Description("Pushes the images and records their digests")
        .DependsOn(DockerBuild)
        .Executes(async () =>
        {
            await this.RunAsync(async run =>
            {
                var registry = await run.GetRegistryAsync();
                foreach (var image in run.Application.Images)
                {
                    var reference = await ImagePush.RunAsync(run, image, registry);
                    run.Images[image.Name] = reference;
                    ReportSummary(_ => _.AddPair(image.Name, reference[(reference.IndexOf('@', StringComparison.Ordinal) + 1)..][..19]));
                }
            });
        });
}
