using Docker.DotNet.Models;
using Slipway.Containers;

namespace Slipway.Docker.Engine;

/// <summary>Builds an image from a recipe on the engine.</summary>
internal sealed class ImageBuild(DockerConnection connection)
{
    /// <summary>The label that tells images made by Slipway; its value is the hash of the recipe.</summary>
    public const string RecipeLabel = "slipway.recipe";

    /// <summary>
    /// The classic builder looks for a cache among all images that were made from the same one, and fails when somebody removes one of
    /// them in that moment.
    /// </summary>
    private const string NeighbourGone = "unable to find image \"sha256:";

    private const int Attempts = 3;

    /// <exception cref="ImageBuildException">The build failed; the message carries its last lines.</exception>
    public async Task RunAsync(
        ImageRecipe recipe, string tagged, string hash, IProgress<string> progress, CancellationToken cancellationToken)
    {
        progress.Report($"building {tagged}");
        for (var attempt = 1; ; attempt++)
        {
            var messages = await RunOnceAsync(recipe, tagged, hash, progress, cancellationToken);
            if (messages.Error is not { } error)
            {
                return;
            }

            if (attempt == Attempts || !error.Contains(NeighbourGone, StringComparison.Ordinal))
            {
                throw new ImageBuildException(
                    tagged, $"{error}{Environment.NewLine}{string.Join(Environment.NewLine, messages.LastLines)}");
            }
        }
    }

    private async Task<EngineMessages> RunOnceAsync(
        ImageRecipe recipe, string tagged, string hash, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var messages = new EngineMessages(new BuildOutput(tagged, progress, connection.Time));
        await connection.CallAsync(
            $"build {tagged}",
            async (engine, token) =>
            {
                using var context = FileArchive.PackContext(recipe);
                await engine.Images.BuildImageFromDockerfileAsync(
                    new ImageBuildParameters
                    {
                        Dockerfile = "Dockerfile",
                        Tags = [tagged],
                        Labels = new Dictionary<string, string>(StringComparer.Ordinal) { [RecipeLabel] = hash },
                        Remove = true,
                        ForceRemove = true,
                    },
                    context,
                    authConfigs: [],
                    headers: null,
                    messages,
                    token);
            },
            cancellationToken);
        return messages;
    }
}
