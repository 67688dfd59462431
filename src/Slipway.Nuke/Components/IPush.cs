using Slipway.Nuke.Building;

namespace Slipway.Nuke.Components;

/// <summary>Pushes the images and records their digests: everything after this knows images by digest only.</summary>
public interface IPush : IDockerBuild
{
    /// <summary>
    /// What a user adds to each push of an image, such as environment. What Slipway needs is set after it and wins: the name with its tag,
    /// the login, and that a failed push fails. Default nothing.
    /// </summary>
    Configure<DockerPushSettings> DockerPushSettings => _ => _;

    /// <summary>Pushes what was built, in up to four attempts, and keeps the digests for the release.</summary>
    Target Push => _ => _
        .Description("Pushes the images and records their digests")
        .DependsOn(DockerBuild)
        .ExecutesRun(this, async run =>
        {
            var registry = await run.GetRegistryAsync();
            await using var held = await run.HoldRegistryAsync();
            foreach (var image in run.Application.Images)
            {
                var reference = await ImagePush.RunAsync(image, run.Source, registry, DockerPushSettings, run.CancellationToken);
                run.Images[image.Name] = reference;
                ReportSummary(_ => _.AddPair(image.Name, reference[(reference.IndexOf('@', StringComparison.Ordinal) + 1)..][..19]));
            }
        });
}
