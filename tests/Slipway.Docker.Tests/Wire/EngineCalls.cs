using Docker.DotNet;
using Docker.DotNet.Models;
using Slipway.Docker.Engine;

namespace Slipway.Docker.Tests.Wire;

/// <summary>One call of every kind that the seam makes, each through <see cref="DockerConnection"/>.</summary>
internal static class EngineCalls
{
    private static readonly IProgress<JSONMessage> Unheard = new Immediate<JSONMessage>(_ => { });

    /// <summary>Those that ask for something as a whole: their time is limited.</summary>
    private static readonly Dictionary<string, Func<IDockerClient, CancellationToken, Task>> Whole = new(StringComparer.Ordinal)
    {
        ["inspect"] = (engine, token) => engine.Containers.InspectContainerAsync("c", token),
        ["inspect an image"] = (engine, token) => engine.Images.InspectImageAsync("i", token),
        ["inspect a command"] = (engine, token) => engine.Exec.InspectContainerExecAsync("e", token),
        ["list"] = (engine, token) => engine.Containers.ListContainersAsync(new ContainersListParameters(), token),
        ["create"] = (engine, token) => engine.Containers.CreateContainerAsync(new CreateContainerParameters { Name = "c" }, token),
        ["remove"] = (engine, token) => engine.Containers.RemoveContainerAsync("c", new ContainerRemoveParameters(), token),
        ["copy"] = (engine, token) =>
            engine.Containers.ExtractArchiveToContainerAsync("c", new ContainerPathStatParameters { Path = "/" }, Upload(), token),
    };

    /// <summary>Those that go on as long as they like.</summary>
    private static readonly Dictionary<string, Func<IDockerClient, CancellationToken, Task>> Streaming = new(StringComparer.Ordinal)
    {
        ["pull"] = (engine, token) =>
            engine.Images.CreateImageAsync(new ImagesCreateParameters { FromImage = "i" }, new AuthConfig(), Unheard, token),
        ["import"] = (engine, token) => engine.Images.CreateImageAsync(
            new ImagesCreateParameters { FromSrc = "-", Repo = "i" }, Upload(), new AuthConfig(), Unheard, token),
        ["build"] = (engine, token) =>
            engine.Images.BuildImageFromDockerfileAsync(new ImageBuildParameters(), Upload(), [], null, Unheard, token),
        ["log"] = async (engine, token) =>
        {
            using var log = await engine.Containers.GetContainerLogsAsync("c", tty: false, new ContainerLogsParameters { Follow = true },
                token);
            await log.ReadOutputToEndAsync(token);
        },
        ["session"] = async (engine, token) =>
        {
            using var session = await engine.Exec.StartAndAttachContainerExecAsync("e", tty: false, token);
            await session.ReadOutputToEndAsync(token);
        },
    };

    public static IEnumerable<string> WholeKinds => Whole.Keys;

    public static IEnumerable<string> StreamingKinds => Streaming.Keys;

    /// <summary>Those that send more than any buffer on the way holds.</summary>
    public static IEnumerable<string> UploadingKinds => ["copy", "import", "build"];

    /// <summary>Makes a call of this kind; its failure is worded "The engine refused to …" with the kind.</summary>
    public static Task MakeAsync(string kind, DockerEngine engine, CancellationToken cancellationToken) =>
        engine.Connection.CallAsync(kind, (Whole.GetValueOrDefault(kind) ?? Streaming[kind])!, cancellationToken);

    private static MemoryStream Upload() => new(new byte[8 * 1024 * 1024], writable: false);
}
