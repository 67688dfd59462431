using System.Text.Json;
using Polly;
using Polly.Retry;
using Serilog;
using Slipway.Applications;
using Slipway.Docker.Hosting;
using Slipway.Nuke.Running;

namespace Slipway.Nuke.Building;

/// <summary>Pushes one image and finds the digest that the registry gave it.</summary>
internal static class ImagePush
{
    private const int MostRetries = 3;

    /// <summary>Returns <c>repository@sha256:…</c>.</summary>
    /// <param name="run">The run that pushes.</param>
    /// <param name="image">What was built.</param>
    /// <param name="registry">Where to.</param>
    /// <param name="configure">What a user adds; it may change whatever is set before it, and nothing that is set after it.</param>
    public static async Task<string> RunAsync(
        ReleaseRun run, ImageSource image, RegistryAddress registry, Configure<DockerPushSettings> configure)
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
        foreach (var tag in new[] { ImageBuild.Tag(run.Source), "latest" })
        {
            try
            {
                await retries.ExecuteAsync(_ =>
                {
                    DockerTasks.DockerPush(_ => Settings(_, DockerCommand.Instance, login, $"{repository}:{tag}", configure));
                    return ValueTask.CompletedTask;
                }, run.CancellationToken);
            }
            catch (ProcessException error)
            {
                throw new RegistryException(
                    repository,
                    $"The image {repository}:{tag} could not be pushed, in {MostRetries + 1} attempts.\n{error.Message}",
                    error);
            }
        }

        return FindDigest(repository, ImageBuild.Tag(run.Source));
    }

    /// <summary>The settings of one push: what a user may change, what the user adds, and what must be so.</summary>
    internal static DockerPushSettings Settings(
        DockerPushSettings settings, DockerCommand docker, RegistryLogin login, string name, Configure<DockerPushSettings> configure)
    {
        var configured = settings
            .SetProcessEnvironmentVariables(login.Environment)
            .SetProcessLogger((_, line) => Log.Verbose(line))
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
            .SetFormat("{{json .RepoDigests}}"));
        var digests = JsonSerializer.Deserialize<string[]>(string.Concat(output.Select(line => line.Text))) ?? [];
        return digests.FirstOrDefault(digest => digest.StartsWith($"{repository}@", StringComparison.Ordinal))
            ?? throw new RegistryException(repository, $"The registry gave {repository}:{tag} no digest.");
    }
}
