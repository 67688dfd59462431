using System.Globalization;

namespace Slipway.Bench;

/// <summary>
/// What the registry stored more after a deploy: layers (compressed), configurations, manifests. The registry holds nothing else.
/// </summary>
internal sealed class PushFigures(Workspace workspace)
{
    private readonly List<long> pushed = [];
    private long whole;

    /// <summary>The first deploy pushes the whole image.</summary>
    public async Task FirstAsync(Func<Task<BuildProcess.Finished>> deploy, CancellationToken cancellationToken)
    {
        await deploy();
        whole = await MeasureStorageAsync(cancellationToken);
    }

    public async Task<BuildProcess.Finished> ChangedAsync(Func<Task<BuildProcess.Finished>> deploy, CancellationToken cancellationToken)
    {
        var before = await MeasureStorageAsync(cancellationToken);
        var finished = await deploy();
        pushed.Add(await MeasureStorageAsync(cancellationToken) - before);
        return finished;
    }

    /// <param name="unpacked">Bytes of the image on the engine.</param>
    public Figure Summarize(long unpacked)
    {
        if (pushed.Count == 0)
        {
            throw new InvalidOperationException("No deploy after a change succeeded: there is nothing to compare.");
        }

        long[] ordered = [.. pushed.Order()];
        return new Figure(
            "Bytes pushed after a one-line change",
            $"{Show(ordered[ordered.Length / 2])} ({Show(ordered[0])} to {Show(ordered[^1])})",
            ordered.Length)
        {
            Floor = $"the whole image: {Show(whole)} pushed, {Show(unpacked)} unpacked",
        };
    }

    private async Task<long> MeasureStorageAsync(CancellationToken cancellationToken)
    {
        var files = await workspace.Engine.Containers.ExecuteAsync(
            workspace.Registry, ["find", "/var/lib/registry", "-type", "f", "-printf", "%s\\n"], cancellationToken);
        return files.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Sum(line => long.Parse(line, CultureInfo.InvariantCulture));
    }

    private static string Show(long bytes) => bytes >= 1_000_000 ? $"{bytes / 1e6:0.0} MB" : $"{bytes / 1e3:0.0} kB";
}
