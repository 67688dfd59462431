using System.Globalization;
using Serilog.Events;

namespace Nuke.Common.Execution;

/// <summary>The end of a build's output: what was warned of, what became of each target, and the verdict.</summary>
internal static class Summary
{
    private const int NarrowestName = 19;
    private const int Column = 10;

    public static void Write(NukeBuild build, BuildLog log, DateTime now)
    {
        if (build.ExecutionPlan.Count == 0)
            return;
        WriteProblems(log);

        var listed = build.ExecutionPlan.Where(target => target.Actions.Count > 0).ToList();
        var width = Math.Max(NarrowestName, listed.Select(target => target.Name.Length + 4).DefaultIfEmpty().Max());
        log.Line();
        log.Line(Rule('═'));
        log.Line(Row("Target", "Status", "Duration"));
        log.Line(Rule('─'));
        foreach (var target in listed)
            log.Line(Row(target.Name, target.Status.ToString(), WasRun(target) ? Format(target.Duration) : "", Information(target)),
                ColorOf(target.Status));
        log.Line(Rule('─'));
        log.Line(Row("Total", "", Format(listed.Aggregate(TimeSpan.Zero, (total, target) => total + target.Duration))));
        log.Line(Rule('═'));
        log.Line();
        log.Line(
            $"Build {(build.IsFailing ? "failed" : "succeeded")} on {now.ToString(CultureInfo.CurrentCulture)}.",
            build.IsFailing ? LogEventLevel.Error : LogEventLevel.Information);

        string Rule(char character) => new(character, width + 2 * Column);

        string Row(string name, string status, string duration, string information = "")
        {
            var comment = information.Length > 0 ? $"   // {information}" : "";
            return $"{name.PadRight(width)}{status.PadRight(Column)}{duration.PadLeft(Column)}{comment}".TrimEnd();
        }
    }

    private static void WriteProblems(BuildLog log)
    {
        if (log.Problems.Count == 0)
            return;
        log.Line();
        log.Line("║ Errors & Warnings");
        foreach (var (level, text) in log.Problems)
            log.Line($"[{(level == LogEventLevel.Warning ? "WRN" : "ERR")}] {text}", level);
    }

    private static string Information(ExecutableTarget target)
    {
        var pairs = target.SummaryInformation.Select(pair => $"{pair.Key}: {pair.Value}");
        if (target.OnlyWhen is not null)
            pairs = pairs.Append($"OnlyWhen: {target.OnlyWhen}");
        else if (target.Skipped is not null)
            pairs = pairs.Append($"Skipped: {target.Skipped}");
        return string.Join(", ", pairs);
    }

    private static bool WasRun(ExecutableTarget target) =>
        target.Status is ExecutionStatus.Succeeded or ExecutionStatus.Failed or ExecutionStatus.Aborted;

    private static string Format(TimeSpan duration) =>
        duration.TotalSeconds < 1 ? "< 1sec" : $"{(int)duration.TotalMinutes}:{duration.Seconds:00}";

    private static LogEventLevel? ColorOf(ExecutionStatus status) => status switch
    {
        ExecutionStatus.Failed or ExecutionStatus.Aborted => LogEventLevel.Error,
        ExecutionStatus.NotRun => LogEventLevel.Warning,
        _ => null,
    };
}
