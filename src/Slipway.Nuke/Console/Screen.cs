using Slipway.Hosts;
using Slipway.Keeper;
using Slipway.Plans;
using Slipway.Reporting;
using Slipway.Routing;
using Slipway.Steps;
using Spectre.Console;

namespace Slipway.Nuke.Console;

/// <summary>What the targets show a person: tables and lines on standard output.</summary>
public sealed class Screen
{
    /// <summary>Wide enough for a digest. A log of a build server, which has no width of its own, would else be broken at 80.</summary>
    private const int LogWidth = 200;

    private readonly IAnsiConsole console;

    /// <summary>Writes to standard output. Without a terminal lines are up to 200 characters wide.</summary>
    public Screen()
        : this(CreateConsole())
    {
    }

    internal Screen(IAnsiConsole console) => this.console = console;

    /// <summary>One line, as it is: no markup, no colours.</summary>
    /// <param name="line">The text, without a line end.</param>
    public void Write(string line) => console.Profile.Out.Writer.WriteLine(line);

    /// <summary>The end of a deploy or rollback.</summary>
    internal void Write(ReleaseReport report, IReadOnlyList<(string Phase, TimeSpan Took)> phases)
    {
        var release = report.Release;
        var table = Table("", "");
        table.ShowHeaders = false;
        // Where it is narrow, what is said breaks, and never what is spoken of.
        table.Columns[1].NoWrap = false;
        Row(table, "Live", report.Address.ToString());
        Row(table, "Release", release.Restores is { } restored ? $"{release.Number} (brings back {restored})" : $"{release.Number}");
        if (report.Run?.Plan.Steps.Select(step => step.Do).OfType<AmendRelease>().SingleOrDefault() is { } amended)
        {
            Row(table, "Taken over", string.Join(", ", amended.Changes));
        }

        Row(table, "Version", release.Version);
        Row(table, "Slot", release.Slot.Label());
        foreach (var (name, reference) in release.Images.OrderBy(image => image.Key, StringComparer.Ordinal))
        {
            Row(table, $"Image {name}", reference);
        }

        if (release.MigrationLevel is { } level)
        {
            Row(table, "Database", level);
        }

        if (report.Run is { Plan: { Outcome: RunOutcome.Paused } plan })
        {
            Row(table, "Canary",
                $"release {plan.Release.Number}, version {plan.Release.Version}, waits: "
                    + $"{plan.Steps.Select(step => step.Do).OfType<ShiftTraffic>().Last().To}. PromoteCanary takes it further, AbortCanary "
                    + "takes it back");
        }

        if (release.Downtime is { } downtime && report.Run is not null && report.Run.Plan.Release.Number == release.Number)
        {
            Row(table, "Downtime", Duration.Format(downtime));
        }

        Row(table, "Traffic", report.Traffic?.ToString() ?? WhyNotWatched(report));
        foreach (var warning in report.Warnings)
        {
            Row(table, "Warning", warning.ReplaceLineEndings(" "));
        }

        table.AddEmptyRow();
        foreach (var (phase, took) in phases)
        {
            Row(table, phase, Duration.Format(took));
        }

        console.Write(table);
    }

    internal void Write(StatusReport? status, string application)
    {
        if (status is null)
        {
            Write($"{application} was never released here.");
            return;
        }

        var state = status.State;
        Write(status.DescribeLive());
        if (status.Interrupted is not null && status.Answers)
        {
            Write("It answers: the router sees all of its services up.");
        }

        if (!state.Router.Running)
        {
            Write("The router does not run: nothing is served. `Deploy` or `Rollback` starts it.");
        }

        if (state.Router.Drift is { } drift)
        {
            Write($"{drift}. `Deploy` moves it there.");
        }

        if (state.Router.CertificateRenewed)
        {
            Write("Another certificate is given than the router has. `Deploy` brings it into force.");
        }

        if (status.Stopped is { Count: > 0 } stopped)
        {
            Write(
                $"Stopped, though it should run: {string.Join(", ", stopped)}. "
                    + $"{(status.Paused is null ? "`Deploy` or `Rollback`" : "`PromoteCanary` or `AbortCanary`")} starts it.");
        }

        if (state.Router.Maintenance)
        {
            Write("The maintenance page is on: nobody is served. `Maintenance --off` takes it away.");
        }

        if (status.Waiting is { } waiting)
        {
            Write(waiting);
        }

        if (status.Holder is { } holder)
        {
            Write($"Under way: {holder.Command} by {holder.By} since {holder.Since:HH:mm:ss} UTC");
        }

        if (status.Interrupted is { } interrupted)
        {
            Write($"Interrupted: {interrupted}. {status.WhatBecomesOfIt}");
        }

        var table = Table("Slot", "Release", "Container", "State", "Traffic");
        foreach (var slot in new[] { Slot.Blue, Slot.Green })
        {
            foreach (var container in state.In(slot).Containers)
            {
                Row(table, slot.Label(), container.Labels.GetValueOrDefault(ResourceNames.ReleaseLabel, "?"), container.Name,
                    status.Describe(slot, container),
                    $"{state.Router.Split.Share(slot)} %{(state.Router.Up.Contains(slot) ? "" : ", down")}");
            }
        }

        console.Write(table);
    }

    internal void Write(IReadOnlyList<HistoryEntry> history)
    {
        if (history.Count == 0)
        {
            Write("Nothing was released here yet.");
            return;
        }

        var rows = history.OrderByDescending(entry => entry.Start.At).Select(HistoryRow.Of).ToList();
        if (HistoryRow.WidthOf(rows) > console.Profile.Width)
        {
            foreach (var row in rows)
            {
                row.Lines.ForEach(Write);
                console.Write(new Padder(new Text(row.Outcome), new Padding(2, 0, 0, 0)));
            }

            return;
        }

        var table = Table(HistoryRow.Columns);
        rows.ForEach(row => Row(table, row.Cells));
        console.Write(table);
    }

    internal void Write(IReadOnlyList<Plan> plans)
    {
        if (plans.All(plan => plan.Steps.Count == 0))
        {
            Write("Nothing to do: a deploy would change nothing.");
        }

        foreach (var plan in plans.Where(plan => plan.Steps.Count > 0))
        {
            Write(
                $"{plan.Kind} of release {plan.Release.Number} (version "
                    + $"{plan.Release.Version}){(plan.Slot is { } slot ? $" into the {slot.Label()} slot" : "")}:");
            foreach (var (step, index) in plan.Steps.Concat(plan.FollowUp.Select(PlannedStep.FromStep))
                .Select((step, index) => (step, index)))
            {
                Write($"  {index + 1,2}. {step.Do.Describe()}{(step.Undo is { } undo ? $"   [undo: {undo.Describe()}]" : "")}");
            }
        }
    }

    /// <summary>In what two releases differ.</summary>
    internal void Write(ReleaseComparison compared)
    {
        foreach (var line in DifferenceText.Lines(compared))
        {
            Write(line);
        }
    }

    /// <summary>What a reset removes, before it asks.</summary>
    internal void Write(Removal removal, string application, string endpoint)
    {
        Write($"Reset removes of {application} from {endpoint}:");
        List("data, which nothing brings back", removal.Data);
        List("containers", removal.Containers);
        List("volumes", removal.Volumes);
        List("networks", removal.Networks);
        List("images", removal.Images);
        List("kept", removal.Kept);

        void List(string what, IReadOnlyList<string> names)
        {
            if (names.Count > 0)
            {
                Write($"  {what}: {string.Join(", ", names)}");
            }
        }
    }

    /// <summary>
    /// Asks before something that can't be taken back. Without a person at the terminal only <paramref name="yes"/> answers.
    /// </summary>
    internal void Confirm(string question, bool yes)
    {
        if (yes)
        {
            return;
        }

        if (System.Console.IsInputRedirected || !console.Profile.Capabilities.Interactive)
        {
            throw new UsageException(new SpecificationFault("--yes", $"nobody is here to answer \"{question}\". Nothing was touched."));
        }

        if (!console.Prompt(new ConfirmationPrompt(question) { DefaultValue = false }))
        {
            throw new UsageException("Not confirmed. Nothing was touched.");
        }
    }

    private static IAnsiConsole CreateConsole()
    {
        var created = AnsiConsole.Create(new AnsiConsoleSettings());
        if (System.Console.IsOutputRedirected)
        {
            created.Profile.Width = LogWidth;
        }

        return created;
    }

    private static string WhyNotWatched(ReleaseReport report) => report.Run switch
    {
        null => "nothing was switched: exactly this was live already",
        { Plan.Kind: RunKind.Amend } => "nothing was switched: what changed needs no new container",
        { Plan.Steps: var steps } when steps.Any(step => step.Do is ShiftTraffic shift && shift.From == Split.None) =>
            "not watched: nothing was live before",
        { Plan: var plan } when plan.Release.UnderMaintenance || plan.Steps.Any(step => step.Do is ShowMaintenance) =>
            "not watched: the maintenance page was on",
        _ => "not watched",
    };

    private static Table Table(params ReadOnlySpan<string> columns)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(column) { NoWrap = true });
        }

        return table;
    }

    private static void Row(Table table, params ReadOnlySpan<string> cells)
    {
        var texts = new List<Text>();
        foreach (var cell in cells)
        {
            texts.Add(new Text(cell));
        }

        table.AddRow(texts);
    }
}
