using System.Globalization;
using Slipway.Keeper;
using Slipway.Plans;
using Slipway.Reporting;
using Slipway.Routing;
using Slipway.Steps;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Slipway.Nuke.Console;

/// <summary>What the targets show a person: tables and lines on standard output.</summary>
public sealed partial class Screen
{
    /// <summary>Wide enough for a digest. A log of a build server, which has no width of its own, would else be broken at 80.</summary>
    private const int LogWidth = 200;

    /// <summary>No screen is taken for narrower, whatever it says of itself.</summary>
    private const int Narrowest = 40;

    private const int BetweenColumns = 3;

    private readonly IAnsiConsole console;

    /// <summary>How many columns a sentence may take: as many as the screen has, and in a log all that it needs.</summary>
    private readonly int sentences;

    /// <summary>
    /// Writes to standard output, as wide as the variable <c>COLUMNS</c> says, else as the terminal is. In a log tables are up to 200
    /// characters wide.
    /// </summary>
    public Screen()
    {
        console = AnsiConsole.Create(new AnsiConsoleSettings());
        if (int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), CultureInfo.InvariantCulture, out var asked) && asked > 0)
        {
            console.Profile.Width = Math.Max(Narrowest, asked);
        }
        else if (System.Console.IsOutputRedirected)
        {
            (console.Profile.Width, sentences) = (LogWidth, int.MaxValue);
            return;
        }

        sentences = console.Profile.Width;
    }

    internal Screen(IAnsiConsole console, int sentences) => (this.console, this.sentences) = (console, sentences);

    /// <summary>One line, as it is: no markup, no colours.</summary>
    /// <param name="line">The text, without a line end.</param>
    public void Write(string line) => console.Profile.Out.Writer.WriteLine(line);

    /// <summary>Sentences, broken at spaces where the screen ends.</summary>
    private void Say(string text, string first = "", string indent = "")
    {
        foreach (var line in Wrapped.Lines(text, sentences, first, indent))
        {
            Write(line);
        }
    }

    internal void Write(IReadOnlyList<HistoryEntry> history)
    {
        if (history.Count == 0)
        {
            Write("Nothing was released here yet.");
            return;
        }

        var rows = history.OrderByDescending(entry => entry.Start.At).Select(HistoryRow.Of).ToList();
        var counted = rows.Any(row => row.Figures is not null);
        string[] columns = [.. HistoryRow.Columns, .. counted ? HistoryRow.FigureColumns : []];
        string[][] cells = [.. rows.Select(row => counted ? [.. row.Cells, .. row.FigureCells] : row.Cells)];
        if (WidthOf(columns, cells) > console.Profile.Width)
        {
            foreach (var row in rows)
            {
                row.Lines.ForEach(line => Say(line, indent: "  "));
                Say(row.Outcome, "  ", "  ");
            }

            return;
        }

        var table = Table(columns);
        foreach (var row in cells)
        {
            Row(table, row);
        }

        Write(table);
    }

    /// <summary>Without the blanks that fill its last column, which a log and a search in it stumble over.</summary>
    private void Write(Table table)
    {
        foreach (var line in Segment.SplitLines(table.GetSegments(console)))
        {
            Write(string.Concat(line.Select(segment => segment.Text)).TrimEnd());
        }
    }

    internal void Write(IReadOnlyList<Plan> plans)
    {
        if (plans.All(plan => plan.Steps.Count == 0))
        {
            Write("Nothing to do: a deploy would change nothing.");
        }

        foreach (var plan in plans.Where(plan => plan.Steps.Count > 0))
        {
            Say(
                $"{plan.Kind} of release {plan.Release.Number} (version "
                    + $"{plan.Release.Version}){(plan.Slot is { } slot ? $" into the {slot.Label()} slot" : "")}:");
            foreach (var (step, index) in plan.Steps.Concat(plan.FollowUp.Select(PlannedStep.FromStep))
                .Select((step, index) => (step, index)))
            {
                var (number, does) = ($"  {index + 1,2}. ", ShortDigest.In(step.Do.Describe()));
                var undo = step.Undo is { } back ? $"[undo: {ShortDigest.In(back.Describe())}]" : "";
                if (number.Length + does.Length + BetweenColumns + undo.Length <= sentences)
                {
                    Write($"{number}{does}{(undo.Length > 0 ? $"   {undo}" : "")}");
                    continue;
                }

                Say(does, number, "      ");
                if (undo.Length > 0)
                {
                    Say(undo, "      ", "       ");
                }
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
        if (removal.IsEmpty)
        {
            Say($"There is nothing of {application} on {endpoint} to remove.");
            List("kept", removal.Kept);
            return;
        }

        Say($"Reset removes of {application} from {endpoint}:");
        List("data, which nothing brings back", removal.Data);
        List("containers", removal.Containers);
        List("volumes", removal.Volumes);
        List("networks", removal.Networks);
        List("images", removal.Images);
        List("images in their registry", removal.Manifests);
        List("kept", removal.Kept);

        void List(string what, IReadOnlyList<string> names)
        {
            if (names.Count > 0)
            {
                Say($"{what}: {ShortDigest.In(string.Join(", ", names))}", "  ", "    ");
            }
        }
    }

    /// <summary>
    /// Asks before something is removed for good. Without a person at the terminal only <paramref name="yes"/> answers.
    /// </summary>
    /// <exception cref="UsageException">Nobody said yes.</exception>
    internal void Confirm(string question, bool yes)
    {
        if (yes)
        {
            return;
        }

        if (System.Console.IsInputRedirected || !console.Profile.Capabilities.Interactive)
        {
            throw new UsageException(new SpecificationFault("--yes", $"nobody is here to answer \"{question}\"."))
            {
                SaysUntouched = true,
            };
        }

        Ask(question, System.Console.In);
    }

    /// <summary>Asks a person, who must say yes. Anything else ends the command: a build that did not do it has not succeeded.</summary>
    /// <exception cref="UsageException">It was not a yes.</exception>
    internal void Ask(string question, TextReader answers)
    {
        Say($"{question} [y/N]");
        var answer = answers.ReadLine()?.Trim();
        if (!string.Equals(answer, "y", StringComparison.OrdinalIgnoreCase)
            && !string.Equals(answer, "yes", StringComparison.OrdinalIgnoreCase))
        {
            throw new UsageException($"Called off: {(answer is null ? "there was no answer" : "the answer was no")}.")
            {
                SaysUntouched = true,
            };
        }
    }

    /// <summary>How many columns of a screen a table takes.</summary>
    private static int WidthOf(IReadOnlyList<string> columns, IReadOnlyList<string[]> rows) => columns
        .Select((column, index) => rows.Select(row => row[index].Length).Append(column.Length).Max() + BetweenColumns).Sum();

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
            texts.Add(new Text(ShortDigest.In(cell)));
        }

        table.AddRow(texts);
    }
}
