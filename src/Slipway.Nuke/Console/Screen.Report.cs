using Slipway.Keeper;
using Slipway.Plans;
using Slipway.Reporting;
using Slipway.Routing;
using Slipway.Steps;
using Spectre.Console;

namespace Slipway.Nuke.Console;

/// <summary>What a deploy or a rollback ends with.</summary>
public sealed partial class Screen
{
    /// <summary>The margins of a table of two columns, and what is between them.</summary>
    private const int AroundPairs = 9;

    /// <summary>Where what is said has less room than this, it is hard to read.</summary>
    private const int LeastText = 20;

    /// <summary>The end of a deploy or rollback.</summary>
    internal void Write(ReleaseReport report, IReadOnlyList<(string Phase, TimeSpan Took)> phases)
    {
        var release = report.Release;
        List<(string Label, string Text)> facts =
        [
            ("Live", report.Address.ToString()),
            ("Release", Number(release)),
            .. report.Run?.Plan.Steps.Select(step => step.Do).OfType<AmendRelease>().SingleOrDefault() is { } amended
                ? [("Taken over", string.Join(", ", amended.Changes))]
                : Array.Empty<(string, string)>(),
            ("Version", release.Version),
            ("Slot", release.Slot.Label()),
            .. release.Images.OrderBy(image => image.Key, StringComparer.Ordinal).Select(image => ($"Image {image.Key}", image.Value)),
            .. release.MigrationLevel is { } level ? [("Database", level)] : Array.Empty<(string, string)>(),
            .. report.Run is { Plan: { Outcome: RunOutcome.Paused } plan }
                ? [("Canary",
                    $"release {plan.Release.Number}, version {plan.Release.Version}, waits: "
                        + $"{plan.Steps.Select(step => step.Do).OfType<ShiftTraffic>().Last().To}. PromoteCanary takes it further, "
                        + "AbortCanary takes it back")]
                : Array.Empty<(string, string)>(),
            .. release.Downtime is { } downtime && report.Run is not null && report.Run.Plan.Release.Number == release.Number
                ? [("Downtime", Duration.Format(downtime))]
                : Array.Empty<(string, string)>(),
            ("Traffic", report.Traffic?.ToString() ?? WhyNotWatched(report)),
            .. release.Figures is { } figures && report.Run is not null && report.Run.Plan.Release.Number == release.Number
                ? [("Switch", $"{figures}")]
                : Array.Empty<(string, string)>(),
            .. report.Warnings.Select(warning => ("Warning", warning.ReplaceLineEndings(" "))),
        ];
        Write(facts, [.. phases.Select(phase => (phase.Phase, Duration.Format(phase.Took)))]);
    }

    /// <summary>
    /// Side by side where there is room; else one below the other, so that what is said breaks and never what is spoken of.
    /// </summary>
    private void Write(IReadOnlyList<(string Label, string Text)> facts, IReadOnlyList<(string Label, string Text)> phases)
    {
        if (Fits([.. facts, .. phases]))
        {
            Write(Pairs([.. facts, ("", ""), .. phases], wrapped: 1));
            return;
        }

        if (Fits(facts))
        {
            Write(Pairs(facts, wrapped: 1));
        }
        else
        {
            foreach (var (label, text) in facts)
            {
                Say($"{ShortDigest.In(text)}", $"  {label}: ", "    ");
            }

            Write("");
        }

        // A sentence may break, a duration never does.
        Write(Pairs(phases, wrapped: 0));
    }

    private bool Fits(IReadOnlyList<(string Label, string Text)> pairs) =>
        pairs.Max(pair => pair.Label.Length) + AroundPairs
        + Math.Max(LeastText, pairs.Max(pair => Wrapped.LongestWhole(ShortDigest.In(pair.Text)))) <= console.Profile.Width;

    private static Table Pairs(IReadOnlyList<(string Label, string Text)> pairs, int wrapped)
    {
        var table = Table("", "");
        table.ShowHeaders = false;
        table.Columns[wrapped].NoWrap = false;
        foreach (var (label, text) in pairs)
        {
            Row(table, label, text);
        }

        return table;
    }

    private static string Number(ReleaseRecord release) =>
        release.Restores is { } restored ? $"{release.Number} (brings back {restored})" : $"{release.Number}";

    private static string WhyNotWatched(ReleaseReport report) => report.Run switch
    {
        null => "nothing was switched: exactly this was live already",
        { Plan.Kind: RunKind.Recovery } => "went back at once, and was not watched",
        { Plan.Kind: RunKind.Amend } => "nothing was switched: what changed needs no new container",
        { Plan.Steps: var steps } when steps.Any(step => step.Do is ShiftTraffic shift && shift.From == Split.None) =>
            "not watched: nothing was live before",
        { Plan: var plan } when plan.Release.UnderMaintenance || plan.Steps.Any(step => step.Do is ShowMaintenance) =>
            "not watched: the maintenance page was on",
        { } run when run.Result<LookedFromOutside>() is { Unconfirmed: not null } =>
            "not watched: the live site can't be reached from here",
        _ => "not watched",
    };
}
