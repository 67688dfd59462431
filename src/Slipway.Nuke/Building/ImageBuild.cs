using Serilog;
using Slipway.Applications;
using Slipway.Containers;
using Slipway.Hosts;

namespace Slipway.Nuke.Building;

/// <summary>
/// Builds one image, tagged with the version and as the latest, with the image of the same version and the last one as cache.
/// </summary>
internal static class ImageBuild
{
    /// <param name="docker">The client that builds.</param>
    /// <param name="root">What the paths of the image are relative to.</param>
    /// <param name="image">What is built.</param>
    /// <param name="source">The version that it is tagged with.</param>
    /// <param name="registry">Where the last pushed one is, for the cache.</param>
    /// <param name="configure">What a user adds; it may change whatever is set before it, and nothing that is set after it.</param>
    /// <exception cref="UsageException">The image's context is no folder.</exception>
    /// <exception cref="ImageBuildException">The build failed.</exception>
    public static void Run(
        DockerCommand docker, AbsolutePath root, ImageSource image, SourceVersion source, RegistryAddress registry,
        Configure<DockerBuildSettings> configure)
    {
        var repository = registry.Repository(image);
        var context = root / image.Context;
        if (!Directory.Exists(context))
        {
            throw new UsageException(new SpecificationFault($"images.{image.Name}.context", $"there is no folder {image.Context}."));
        }

        using var wait = new SpokenWait($"the build of the image {image.Name}", TimeProvider.System);
        try
        {
            DockerTasks.DockerBuild(_ => _
                .SetProcessLogger((_, line) => Show(line, wait))
                // The same version first: the latest may be that of another stage or checkout, and the same files would make another image.
                .SetCacheFrom($"{repository}:{Tag(source)}", $"{repository}:latest")
                .Apply(configure)
                .SetProcessToolPath(docker.Path)
                .SetProcessExitHandling(true)
                .SetProcessEnvironmentVariable("DOCKER_BUILDKIT", docker.BuildKitSwitch)
                .SetPath(context)
                .SetFile(root / image.Dockerfile)
                .AddTag($"{repository}:{Tag(source)}", $"{repository}:latest")
                .When(_ => docker.BuildKit, _ => _
                    // The pushed image then carries what the next machine needs to use it as cache.
                    .AddBuildArg("BUILDKIT_INLINE_CACHE=1"))
                .AddLabel(
                    $"{ResourceNames.ImageLabel}={image.Name}",
                    $"org.opencontainers.image.title={image.Name}",
                    $"org.opencontainers.image.revision={source.Commit}",
                    $"org.opencontainers.image.version={source.Version}",
                    $"org.opencontainers.image.created={source.CommittedAt}"));
        }
        catch (ProcessException error)
        {
            throw new ImageBuildException(image.Name, error.Message, error);
        }
    }

    private static void Show(string line, SpokenWait wait)
    {
        Log.Verbose(line);
        wait.Hear(line);
    }

    /// <summary>A tag of the version: the same characters are allowed but for plus.</summary>
    public static string Tag(SourceVersion source) => source.Version.Replace('+', '-');
}
