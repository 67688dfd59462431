using System.Text.Json;
using Polly;
using Polly.Retry;
using Serilog;
using Slipway.Applications;
using Slipway.Docker.Hosting;

namespace Slipway.Nuke.Building;

/// <summary>Pushes one image and finds the digest that the registry gave it.</summary>
internal static class ImagePush
{
    private const int MostRetries = 3;
    private const string DigestsFormat = "{{json .RepoDigests}}";

    /// <summary>Returns <c>repository@sha256:…</c>.</summary>
    /// <param name="image">What was built.</param>
    /// <param name="source">The version that it is tagged with.</param>
    /// <param name="registry">Where to.</param>
    /// <param name="configure">What a user adds; it may change whatever is set before it, and nothing that is set after it.</param>
    /// <param name="cancellationToken">Ends it between two attempts.</param>
    public static async Task<string> RunAsync(
        ImageSource image, SourceVersion source, RegistryAddress registry, Configure<DockerPushSettings> configure,
        CancellationToken cancellationToken)
    {
        var repository = registry.Repository(image);
        var retries = new ResiliencePipelineBuilder()
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<ProcessException>(),
                MaxRetryAttempts = MostRetries,
                Delay = TimeSpan.FromSeconds(1),
                BackoffType = DelayBackoffType.Exponential,
                OnRetry = attempt =>
                {
                    Log.Warning("Push of {Repository} failed; attempt {Next} of {All} in {Delay:0} s", repository,
                        attempt.AttemptNumber + 2, MostRetries + 1, attempt.RetryDelay.TotalSeconds);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
        using var login = RegistryLogin.Open(registry, DockerCommand.Instance);
        foreach (var tag in new[] { ImageBuild.Tag(source), "latest" })
        {
            try
            {
                using var wait = new SpokenWait($"the push of {repository}:{tag}", TimeProvider.System);
                await retries.ExecuteAsync(_ =>
                {
                    DockerTasks.DockerPush(_ => Settings(_, DockerCommand.Instance, login, $"{repository}:{tag}", wait.Hear, configure));
                    return ValueTask.CompletedTask;
                }, cancellationToken);
            }
            catch (ProcessException error)
            {
                throw new RegistryException(
                    repository,
                    $"The image {repository}:{tag} could not be pushed, in {MostRetries + 1} attempts.\n{error.Message}",
                    error);
            }
        }

        return FindDigest(repository, ImageBuild.Tag(source));
    }

    /// <summary>The images that are not on the engine under the name that they are pushed by, each with that name.</summary>
    /// <param name="images">The description's.</param>
    /// <param name="source">The version that they are tagged with.</param>
    /// <param name="registry">Where they are pushed to.</param>
    public static IEnumerable<(ImageSource Image, string Reference)> FindMissing(
        IEnumerable<ImageSource> images, SourceVersion source, RegistryAddress registry) => images
            .Select(image => (image, Reference: $"{registry.Repository(image)}:{ImageBuild.Tag(source)}"))
            .Where(image => IsMissing(image.Reference));

    /// <summary>
    /// References by digest of the images that an earlier build has pushed from this engine, by name; the others are left out.
    /// </summary>
    /// <param name="images">The description's.</param>
    /// <param name="source">The version that they are tagged with.</param>
    /// <param name="registry">Where they are pushed to.</param>
    public static IReadOnlyDictionary<string, string> FindPushed(
        IEnumerable<ImageSource> images, SourceVersion source, RegistryAddress registry)
    {
        var pushed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var image in images)
        {
            var repository = registry.Repository(image);
            var (exitCode, output, _) = Command.Run(
                DockerCommand.Instance.Path,
                ["image", "inspect", "--format", DigestsFormat, $"{repository}:{ImageBuild.Tag(source)}"]);
            if (exitCode == 0 && ReadDigest(repository, output) is { } reference)
            {
                pushed[image.Name] = reference;
            }
        }

        return pushed;
    }

    /// <summary>Any other failure than a missing image is the push's to tell.</summary>
    private static bool IsMissing(string reference)
    {
        var (exitCode, _, error) = Command.Run(DockerCommand.Instance.Path, ["image", "inspect", "--format", "{{.Id}}", reference]);
        return exitCode != 0 && error.Contains("No such image", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The settings of one push: what a user may change, what the user adds, and what must be so.</summary>
    internal static DockerPushSettings Settings(
        DockerPushSettings settings, DockerCommand docker, RegistryLogin login, string name, Action<string> hear,
        Configure<DockerPushSettings> configure)
    {
        var configured = settings
            .SetProcessEnvironmentVariables(login.Environment)
            .SetProcessLogger((_, line) =>
            {
                Log.Verbose(line);
                hear(line);
            })
            .Apply(configure)
            .SetProcessToolPath(docker.Path)
            .SetProcessExitHandling(true)
            .SetName(name);
        return login.Folder is { } folder ? configured.SetProcessEnvironmentVariable(RegistryLogin.FolderVariable, folder) : configured;
    }

    private static string FindDigest(string repository, string tag)
    {
        var output = DockerTasks.DockerImageInspect(_ => _
            .SetProcessToolPath(DockerCommand.Instance.Path)
            .DisableProcessOutputLogging()
            .DisableProcessInvocationLogging()
            .SetImages($"{repository}:{tag}")
            .SetFormat(DigestsFormat));
        return ReadDigest(repository, string.Concat(output.Select(line => line.Text)))
            ?? throw new RegistryException(repository, $"The registry gave {repository}:{tag} no digest.");
    }

    private static string? ReadDigest(string repository, string json) => (JsonSerializer.Deserialize<string[]>(json) ?? [])
        .FirstOrDefault(digest => digest.StartsWith($"{repository}@", StringComparison.Ordinal));
}
