using Serilog;
using Slipway.Applications;
using Slipway.Containers;
using Slipway.Nuke.Running;

namespace Slipway.Nuke.Building;

/// <summary>Builds one image, tagged with the version and as the latest, with the last local and the last pushed image as cache.</summary>
internal static class ImageBuild
{
    public static void Run(AbsolutePath root, ImageSource image, SourceVersion source, RegistryAddress registry)
    {
        var docker = DockerCommand.Instance;
        var repository = registry.Repository(image);
        var context = root / image.Context;
        if (!Directory.Exists(context))
        {
            throw new UsageException(new SpecificationFault($"images.{image.Name}.context", $"there is no folder {image.Context}."));
        }

        try
        {
            DockerTasks.DockerBuild(_ => _
                .SetProcessToolPath(docker.Path)
                .SetProcessEnvironmentVariable("DOCKER_BUILDKIT", docker.BuildKitSwitch)
                .SetProcessLogger((_, line) => Log.Verbose(line))
                .SetPath(context)
                .SetFile(root / image.Dockerfile)
                .SetTag($"{repository}:{Tag(source)}", $"{repository}:latest")
                .SetCacheFrom($"{repository}:latest")
                .When(_ => docker.BuildKit, _ => _
                    // The pushed image then carries what the next machine needs to use it as cache.
                    .AddBuildArg("BUILDKIT_INLINE_CACHE=1"))
                .AddLabel(
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

    /// <summary>A tag of the version: the same characters are allowed but for plus.</summary>
    public static string Tag(SourceVersion source) => source.Version.Replace('+', '-');
}
