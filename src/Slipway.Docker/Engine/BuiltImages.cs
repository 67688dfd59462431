using Docker.DotNet.Models;
using Slipway.Containers;
using Slipway.Hosts;

namespace Slipway.Docker.Engine;

/// <summary>The images on an engine that Slipway built: an application's, by their label, and those of its recipes.</summary>
internal sealed class BuiltImages(DockerConnection connection, DockerImages images)
{
    /// <summary>A recipe's images that another version of Slipway may want still: as many of each, the newest.</summary>
    private const int KeptOfRecipe = 2;

    private const string LatestTag = ":latest";

    private const string VersionLabel = "org.opencontainers.image.version";

    /// <summary>How long an unused image of a recipe stays at least: it takes a minute to make another.</summary>
    private static readonly TimeSpan RecipeAge = TimeSpan.FromDays(7);

    public async Task<IReadOnlyList<string>> RemoveAsync(ImageSweep sweep, CancellationToken cancellationToken)
    {
        var removed = new List<string>();
        foreach (var name in await FindBuiltAsync(sweep, cancellationToken))
        {
            if (sweep.OnlyLook || await images.UntagAsync(name, cancellationToken))
            {
                removed.Add(name);
            }
        }

        foreach (var (id, name) in await FindRecipesAsync(sweep, cancellationToken))
        {
            if (sweep.OnlyLook
                ? !await images.IsUsedAsync(id, sweep.Leaving, cancellationToken)
                : await images.RemoveAsync(id, cancellationToken))
            {
                removed.Add(name);
            }
        }

        return removed;
    }

    /// <summary>Tags of builds that no release needs.</summary>
    private async Task<IReadOnlyList<string>> FindBuiltAsync(ImageSweep sweep, CancellationToken cancellationToken)
    {
        var (names, now) = (new List<string>(), connection.Time.GetUtcNow().UtcDateTime);
        var known = sweep.Kept.Concat(sweep.Dropped).ToHashSet(StringComparer.Ordinal);
        foreach (var image in await ListAsync(ResourceNames.ImageLabel, cancellationToken))
        {
            IReadOnlyList<string> own =
            [
                .. (image.RepoTags ?? []).Where(tag => sweep.Repositories.Contains(DockerImages.RepositoryOf(tag), StringComparer.Ordinal)),
            ];
            // What was dropped goes by its digest, with all its names there.
            var released = (image.RepoDigests ?? []).Any(known.Contains);
            if (own.Count == 0 || released || await images.IsUsedAsync(image.ID, sweep.Leaving, cancellationToken)
                || (!sweep.Latest && own.Any(tag => tag.EndsWith(LatestTag, StringComparison.Ordinal))))
            {
                continue;
            }

            // The time of the build says nothing: one from the cache is as old as the layers.
            var tagged = (await images.InspectAsync(image.ID, cancellationToken))?.Metadata?.LastTagTime;
            if (tagged is { } at && now - at.ToUniversalTime() >= sweep.Grace)
            {
                names.AddRange(own.Where(tag => IsOwn(tag, image.Labels)));
            }
        }

        return names;
    }

    /// <summary>A tag that the build gave, and no person.</summary>
    private static bool IsOwn(string tag, IDictionary<string, string> labels) => tag.EndsWith(LatestTag, StringComparison.Ordinal)
        || (labels.TryGetValue(VersionLabel, out var version)
            && tag.EndsWith($":{version.Replace('+', '-')}", StringComparison.Ordinal));

    private async Task<IReadOnlyList<(string Id, string Name)>> FindRecipesAsync(ImageSweep sweep, CancellationToken cancellationToken)
    {
        var made = (await ListAsync(ImageBuild.RecipeLabel, cancellationToken))
            .SelectMany(image => (image.RepoTags ?? []).Select(tag => (image, Repository: DockerImages.RepositoryOf(tag), Tag: tag)))
            .ToLookup(found => found.Repository, StringComparer.Ordinal);
        var old = connection.Time.GetUtcNow().UtcDateTime - RecipeAge;
        return
        [
            .. made.SelectMany(recipe => sweep.Recipes.Contains(recipe.Key, StringComparer.Ordinal)
                    ? recipe
                    : recipe.OrderByDescending(found => found.image.Created).Skip(KeptOfRecipe)
                        .Where(found => found.image.Created.ToUniversalTime() < old))
                .Select(found => (found.image.ID, found.Tag)),
        ];
    }

    private async Task<IList<ImagesListResponse>> ListAsync(string label, CancellationToken cancellationToken) =>
        await connection.CallAsync(
            $"list the images with the label {label}",
            (engine, token) => engine.Images.ListImagesAsync(
                new ImagesListParameters
                {
                    Filters = new Dictionary<string, IDictionary<string, bool>>(StringComparer.Ordinal)
                    {
                        ["label"] = new Dictionary<string, bool>(StringComparer.Ordinal) { [label] = true },
                    },
                },
                token),
            cancellationToken);
}
