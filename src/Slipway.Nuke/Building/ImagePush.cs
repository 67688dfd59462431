using System.Text.Json;
using Polly;
using Polly.Retry;
using Serilog;
using Slipway.Applications;
using Slipway.Docker.Registry;
using Slipway.Nuke.Running;

namespace Slipway.Nuke.Building;

/// <summary>Pushes one image and finds the digest that the registry gave it.</summary>
internal static class ImagePush
{
    private const int MostRetries = 3;

    /// <summary>Returns <c>repository@sha256:…</c>.</summary>
    public static async Task<string> RunAsync(ReleaseRun run, ImageSource image, RegistryAddress registry)
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
                    DockerTasks.DockerPush(_ => _
                        .SetProcessToolPath(DockerCommand.Instance.Path)
                        .SetProcessEnvironmentVariables(login.Environment)
                        .SetProcessLogger((_, line) => Log.Verbose(line))
                        .SetName($"{repository}:{tag}"));
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
