namespace Slipway.Bench;

/// <summary>Build and push of the shop's image by the docker client alone, with the arguments that a deploy gives it.</summary>
internal sealed class ImageFloor
{
    private readonly Workspace workspace;
    private readonly Command build;

    private ImageFloor(Workspace workspace, Command build) => (this.workspace, this.build) = (workspace, build);

    /// <summary>Takes the first docker client on the path that can build with BuildKit, as a deploy does.</summary>
    public static async Task<ImageFloor> CreateAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        var clients = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "docker")).Where(File.Exists).Distinct(StringComparer.Ordinal);
        foreach (var client in clients)
        {
            var attempt = new Command(
                client, "build", "--quiet", "--tag", $"{workspace.Repository}:floor", "--cache-from", $"{workspace.Repository}:latest",
                "--build-arg", "BUILDKIT_INLINE_CACHE=1", "--file", workspace.Dockerfile, workspace.ImageContext)
            {
                Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["DOCKER_BUILDKIT"] = "1" },
            };
            if (await BuildProcess.MeasureAsync(attempt, workspace.Time, cancellationToken) is { ExitCode: 0 })
            {
                return new ImageFloor(workspace, attempt);
            }
        }

        throw new InvalidOperationException("No docker client on the PATH can build with BuildKit.");
    }

    /// <summary>With one more file in the last layer: what the client needs when only that layer has changed.</summary>
    public async Task<TimeSpan> ChangedAsync(CancellationToken cancellationToken)
    {
        var file = Path.Combine(workspace.ImageContext, "app", "floor.txt");
        await File.WriteAllTextAsync(file, Guid.NewGuid().ToString(), cancellationToken);
        try
        {
            return await BuildAndPushAsync(cancellationToken);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>With nothing changed since the last time.</summary>
    public Task<TimeSpan> UnchangedAsync(CancellationToken cancellationToken) => BuildAndPushAsync(cancellationToken);

    /// <summary>Bytes of the image, unpacked.</summary>
    public async Task<long> MeasureImageAsync(CancellationToken cancellationToken)
    {
        var inspected = await BuildProcess.RunAsync(
            new Command(build.Program, "image", "inspect", "--format", "{{.Size}}", $"{workspace.Repository}:latest"), workspace.Time,
            cancellationToken);
        return long.Parse(inspected.Output.Trim());
    }

    /// <summary><c>docker ps</c>: the least that one question to the engine costs as a process.</summary>
    public async Task<TimeSpan> ListContainersAsync(CancellationToken cancellationToken) =>
        (await BuildProcess.RunAsync(new Command(build.Program, "ps"), workspace.Time, cancellationToken)).Took;

    private async Task<TimeSpan> BuildAndPushAsync(CancellationToken cancellationToken)
    {
        var push = new Command(build.Program, "push", "--quiet", $"{workspace.Repository}:floor");
        return (await BuildProcess.RunAsync(build, workspace.Time, cancellationToken)).Took
            + (await BuildProcess.RunAsync(push, workspace.Time, cancellationToken)).Took;
    }
}
