using System.Text;
using Slipway.Bench.Routers;

namespace Slipway.Bench;

/// <summary>The figures as a table in Markdown, and where they come from.</summary>
internal sealed class ResultTable
{
    private readonly List<Figure> figures = [];
    private readonly List<RouterRow> routers = [];

    public required DateTimeOffset MeasuredAt { get; init; }

    /// <summary>The machine's load before the first measurement; null when unknown.</summary>
    public required double? LoadBefore { get; init; }

    public required Asked Asked { get; init; }

    public required string EngineVersion { get; init; }

    public void Add(IEnumerable<Figure> more) => figures.AddRange(more);

    public void Add(IEnumerable<RouterRow> more) => routers.AddRange(more);

    public string ToMarkdown()
    {
        var load = LoadBefore is { } busy ? $", load {busy:0.0} before the first measurement" : "";
        var text = new StringBuilder()
            .AppendLine("# Figures")
            .AppendLine()
            .AppendLine(
                "Measured by `./build.sh Bench`, on a copy of the last commit with a stage, a port and a registry of its own. Whole "
                    + "processes are timed from")
            .AppendLine(
                "outside, from their start to their exit. Median, least and most of the runs; the floor is the same work without Slipway.")
            .AppendLine()
            .AppendLine(
                $"{MeasuredAt:yyyy-MM-dd HH:mm} UTC; {Environment.ProcessorCount} CPUs{load}; Docker Engine {EngineVersion}; .NET "
                    + $"{Environment.Version}.")
            .AppendLine()
            .AppendLine("| What | Measured | Runs | Aim | Floor |")
            .AppendLine("|---|---|---|---|---|");
        foreach (var figure in figures)
        {
            text.AppendLine(
                $"| {figure.What} | {figure.Measured} | {(figure.Runs == 0 ? "" : figure.Runs)} | {figure.Aim} | {figure.Floor} |");
        }

        return text.Append(RouterTables.ToMarkdown(routers, Asked)).ToString();
    }
}
