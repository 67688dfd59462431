using System.Globalization;
using Slipway.Bench.Routers;

namespace Slipway.Bench;

/// <summary>
/// All measurements in turn, on one workspace; each leaves it as the next one expects it: one release live, the one before it warm.
/// </summary>
internal sealed class Measurements
{
    private readonly Workspace workspace;
    private readonly ResultTable table;
    private bool complete = true;

    private Measurements(Workspace workspace, ResultTable table) => (this.workspace, this.table) = (workspace, table);

    /// <summary>Writes bench/results.md. False when something could not be measured; the table says what.</summary>
    public static async Task<bool> RunAsync(string repository, Asked asked, TimeProvider time, CancellationToken cancellationToken)
    {
        var load = ReadLoad();
        var measuredAt = time.GetUtcNow();
        ResultTable results;
        bool all;
        await using (var copy = await Workspace.CreateAsync(repository, time, cancellationToken))
        {
            results = new ResultTable
            {
                MeasuredAt = measuredAt,
                LoadBefore = load,
                Asked = asked,
                EngineVersion = await copy.Engine.GetVersionAsync(cancellationToken),
            };
            var measurements = new Measurements(copy, results);
            measurements.Add(await ColdFigures.ReadAsync(repository, cancellationToken));
            await measurements.RunAllAsync(asked, cancellationToken);
            all = measurements.complete;
            Tell("removing everything again");
        }

        var markdown = results.ToMarkdown();
        await File.WriteAllTextAsync(Path.Combine(repository, "bench", "results.md"), markdown, cancellationToken);
        Console.WriteLine();
        Console.WriteLine(markdown);
        return all;
    }

    private async Task RunAllAsync(Asked asked, CancellationToken cancellationToken)
    {
        Tell("first deploy");
        var push = new PushFigures(workspace);
        await push.FirstAsync(() => workspace.BuildAsync(cancellationToken, "Deploy"), cancellationToken);
        var docker = await ImageFloor.CreateAsync(workspace, cancellationToken);

        await TryAsync("Deploy after a one-line change",
            async () => [await DeployFigures.ChangedAsync(workspace, push, docker, cancellationToken)]);
        await TryAsync("Deploy with nothing changed", () => DeployFigures.UnchangedAsync(workspace, docker, cancellationToken));
        await TryAsync("Switch", () => SwitchFigures.MeasureAsync(workspace, cancellationToken));
        await TryAsync("Requests lost in switches", async () => [await LossFigures.SwitchesAsync(workspace, cancellationToken)]);
        await TryAsync("Rollback", async () => [await ProcessFigures.RollbackAsync(workspace, cancellationToken)]);
        await TryAsync("Requests lost in rollbacks", async () => [await LossFigures.RollbacksAsync(workspace, cancellationToken)]);
        await TryAsync("Status", () => ProcessFigures.StatusAsync(workspace, docker, cancellationToken));
        await TryAsync("Bytes pushed after a one-line change",
            async () => [push.Summarize(await docker.MeasureImageAsync(cancellationToken))]);
        Tell("Routers");
        var routers = await RouterFigures.MeasureAsync(workspace, asked, cancellationToken);
        table.Add(routers);
        complete &= !routers.Any(row => row.Failed);
        await TryAsync("Killed deploys", () => CrashFigures.MeasureAsync(workspace, cancellationToken));
    }

    /// <summary>One figure that can't be had does not cost the others, but is told in the table and by the exit code.</summary>
    private async Task TryAsync(string what, Func<Task<Figure[]>> measure)
    {
        Tell(what);
        try
        {
            Add(await measure());
        }
        catch (Exception error) when (error is InvalidOperationException or SlipwayException or HttpRequestException)
        {
            complete = false;
            Console.Error.WriteLine(error.Message);
            Add(new Figure(what, "could not be measured", 0));
        }
    }

    private void Add(params IReadOnlyList<Figure> figures)
    {
        table.Add(figures);
        foreach (var figure in figures)
        {
            Tell($"    {figure.What}: {figure.Measured}");
        }
    }

    private static void Tell(string what) => Console.WriteLine($"  {what}");

    /// <summary>Processes that wanted a CPU, on average over the last minute; null where the system does not tell.</summary>
    private static double? ReadLoad() =>
        File.Exists("/proc/loadavg") ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture) : null;
}
