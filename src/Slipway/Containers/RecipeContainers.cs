namespace Slipway.Containers;

/// <summary>Containers whose image is made from a recipe.</summary>
public static class RecipeContainers
{
    private const int Attempts = 3;

    /// <summary>
    /// Creates a container. Its image was there a moment ago; a command for another application of the same engine, such as
    /// <c>Reset</c>, may have removed it since, because no container had it: then it is made again.
    /// </summary>
    /// <param name="engine">Where.</param>
    /// <param name="container">What is created; its image is one that <see cref="IImages.EnsureAsync"/> has returned.</param>
    /// <param name="recipe">What that image is made from.</param>
    /// <param name="progress">Told what takes long, line by line.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ImageBuildException">The image can't be made again.</exception>
    /// <exception cref="ImageUnavailableException">The image is another one, or goes each time.</exception>
    public static async Task CreateAsync(
        this IContainerEngine engine, ContainerSpec container, ImageRecipe recipe, IProgress<string> progress,
        CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await engine.Containers.CreateAsync(container, cancellationToken);
                return;
            }
            catch (ImageUnavailableException) when (attempt < Attempts)
            {
                var made = await engine.Images.EnsureAsync(recipe, progress, cancellationToken);
                if (!string.Equals(made, container.Image, StringComparison.Ordinal))
                {
                    throw;
                }
            }
        }
    }
}
