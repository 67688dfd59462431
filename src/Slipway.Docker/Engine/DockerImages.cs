using System.Net;
using Docker.DotNet.Models;
using Polly;
using Polly.Retry;
using Slipway.Containers;
using Slipway.Hosts;

namespace Slipway.Docker.Engine;

/// <inheritdoc cref="IImages"/>
internal sealed class DockerImages : IImages
{
    private readonly DockerConnection connection;
    private readonly IReadOnlyDictionary<string, RegistryCredentials> credentials;
    private readonly ResiliencePipeline patience;

    public DockerImages(DockerConnection connection, IReadOnlyDictionary<string, RegistryCredentials> credentials)
    {
        this.connection = connection;
        this.credentials = credentials;

        // A registry that just started, or a network that blinked; what the registry denies stays denied.
        patience = new ResiliencePipelineBuilder { TimeProvider = connection.Time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<ImageUnavailableException>(PullFailure.IsTransient),
                MaxRetryAttempts = 3,
                Delay = TimeSpan.FromMilliseconds(500),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
            })
            .Build();
    }

    public async Task<string> EnsureAsync(ImageRecipe recipe, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var (tagged, missing) = await NameAsync(recipe, cancellationToken);
        if (tagged is null)
        {
            throw new ImageUnavailableException(missing!, $"{recipe.Repository} is built on it and the engine does not have it.");
        }

        if (await InspectAsync(tagged, cancellationToken) is null)
        {
            await new ImageBuild(connection).RunAsync(recipe, tagged, tagged.Split(':')[^1], progress, cancellationToken);
        }

        return tagged;
    }

    public async Task<string?> FindNameAsync(ImageRecipe recipe, CancellationToken cancellationToken) =>
        (await NameAsync(recipe, cancellationToken)).Tagged;

    private async Task<(string? Tagged, string? Missing)> NameAsync(ImageRecipe recipe, CancellationToken cancellationToken)
    {
        var bases = new List<string>();
        foreach (var reference in RecipeHash.BasesOf(recipe.Dockerfile))
        {
            if (await InspectAsync(reference, cancellationToken) is not { } image)
            {
                return (null, reference);
            }

            bases.Add(image.ID);
        }

        return ($"{recipe.Repository}:{HashOf(recipe, bases)}", null);
    }

    public async Task PullAsync(string reference, CancellationToken cancellationToken)
    {
        if (await InspectAsync(reference, cancellationToken) is null)
        {
            await patience.ExecuteAsync(async token => await PullOnceAsync(reference, IgnoreProgress, token), cancellationToken);
        }
    }

    /// <summary>One attempt to pull, whether or not the image is there. Throws <see cref="ImageUnavailableException"/>.</summary>
    public async Task PullOnceAsync(string reference, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var messages = new EngineMessages(progress);
        try
        {
            await connection.CallAsync(
                $"pull {reference}",
                (engine, token) => engine.Images.CreateImageAsync(
                    new ImagesCreateParameters { FromImage = reference }, AuthenticationFor(reference), messages, token),
                cancellationToken);
        }
        catch (RefusedCallException refused)
        {
            throw new ImageUnavailableException(reference, refused.Reason, refused);
        }

        if (messages.Error is { } error)
        {
            throw new ImageUnavailableException(reference, error);
        }
    }

    public async Task<bool> RemoveAsync(string id, CancellationToken cancellationToken)
    {
        if (await InspectAsync(id, cancellationToken) is not { } image)
        {
            return false;
        }

        if (await IsUsedAsync(image.ID, leaving: null, cancellationToken))
        {
            return false;
        }

        // What somebody else calls the image is theirs, and the image stays with it. An id has no repository: then every name is meant.
        IReadOnlyList<string> names = [.. NamesIn(image.RepoTags), .. NamesIn(image.RepoDigests)];
        IReadOnlyList<string> own = id.Contains('@', StringComparison.Ordinal)
            ? [.. names.Where(name => RepositoryOf(name) == RepositoryOf(id))]
            : names;
        var isShared = own.Count < names.Count;

        // Name by name and never by force: force would take the image away from a container that is created at this very moment.
        foreach (var name in isShared ? own : own.Append(image.ID))
        {
            try
            {
                await connection.CallAsync(
                    $"remove the image {name}",
                    (engine, token) => engine.Images.DeleteImageAsync(name, new ImageDeleteParameters(), token),
                    cancellationToken);
            }
            catch (RefusedCallException refused) when (refused.Status is HttpStatusCode.NotFound)
            {
                // The last tag takes the digests and the image itself with it.
            }
            catch (RefusedCallException refused) when (refused.Status is HttpStatusCode.Conflict)
            {
                return false;
            }
        }

        return !isShared;
    }

    /// <summary>Takes one name from an image, and the image itself when that was its last. Never by force.</summary>
    /// <returns>Whether it had the name and has it no more.</returns>
    public async Task<bool> UntagAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            await connection.CallAsync(
                $"remove the image {name}",
                (engine, token) => engine.Images.DeleteImageAsync(name, new ImageDeleteParameters(), token),
                cancellationToken);
            return true;
        }
        catch (RefusedCallException refused) when (refused.Status is HttpStatusCode.NotFound or HttpStatusCode.Conflict)
        {
            return false;
        }
    }

    public async Task<IReadOnlyList<string>> FindPresentAsync(IReadOnlyList<string> references, CancellationToken cancellationToken)
    {
        if (references.Count == 0)
        {
            return [];
        }

        // One question, however many: whoever has released a thousand times asks after all of them.
        var all = await connection.CallAsync("list the images",
            (engine, token) => engine.Images.ListImagesAsync(new ImagesListParameters(), token), cancellationToken);
        var present = all.SelectMany(image => image.RepoDigests ?? []).ToHashSet(StringComparer.Ordinal);
        return [.. references.Where(present.Contains)];
    }

    public async Task<SweptImages> SweepAsync(ImageSweep sweep, CancellationToken cancellationToken)
    {
        var (manifests, notes) = await new OwnRegistries(connection).CollectAsync(sweep, cancellationToken);
        return new SweptImages(await new BuiltImages(connection, this).RemoveAsync(sweep, cancellationToken), manifests, notes);
    }

    /// <summary>The image of this reference or id on the engine, or null.</summary>
    public async Task<ImageInspectResponse?> InspectAsync(string reference, CancellationToken cancellationToken)
    {
        try
        {
            return await connection.CallAsync(
                $"inspect the image {reference}", (engine, token) => engine.Images.InspectImageAsync(reference, token), cancellationToken);
        }
        catch (RefusedCallException refused) when (refused.Status is HttpStatusCode.NotFound or HttpStatusCode.BadRequest)
        {
            // What is no reference at all is the name of no image either.
            return null;
        }
    }

    private static string HashOf(ImageRecipe recipe, IReadOnlyList<string> bases)
    {
        try
        {
            return RecipeHash.Of(recipe, bases);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ImageBuildException(recipe.Repository, $"Its folder {recipe.Folder} can't be read: {error.Message}");
        }
    }

    private static IProgress<string> IgnoreProgress { get; } = new Immediate<string>(_ => { });

    /// <summary>Whether a container, a stopped one included, was made from the image.</summary>
    /// <param name="id">The image's.</param>
    /// <param name="leaving">The application whose containers do not count; null: all do.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<bool> IsUsedAsync(string id, string? leaving, CancellationToken cancellationToken)
    {
        var users = await connection.CallAsync(
            $"list the containers of the image {id}",
            (engine, token) => engine.Containers.ListContainersAsync(
                new ContainersListParameters
                {
                    All = true,
                    Filters = new Dictionary<string, IDictionary<string, bool>>(StringComparer.Ordinal)
                    {
                        ["ancestor"] = new Dictionary<string, bool>(StringComparer.Ordinal) { [id] = true },
                    },
                },
                token),
            cancellationToken);
        return users.Any(user => leaving is null
            || user.Labels?.TryGetValue(ResourceNames.ApplicationLabel, out var application) != true || application != leaving);
    }

    private AuthConfig AuthenticationFor(string reference)
    {
        var registry = reference.Split('/')[0];
        return credentials.TryGetValue(registry, out var account)
            ? new AuthConfig { Username = account.UserName, Password = account.Password.Reveal(), ServerAddress = registry }
            : new AuthConfig();
    }

    /// <summary>A colon after the last slash begins a tag; before it, a port.</summary>
    internal static string RepositoryOf(string name)
    {
        var repository = name.Split('@')[0];
        var tag = repository.IndexOf(':', repository.LastIndexOf('/') + 1);
        return tag < 0 ? repository : repository[..tag];
    }

    /// <summary>An image without a name is listed with the name <c>&lt;none&gt;</c>, or with no list at all.</summary>
    private static IReadOnlyList<string> NamesIn(IEnumerable<string>? names) =>
        [.. (names ?? []).Where(name => !name.Contains("<none>", StringComparison.Ordinal))];
}
