using System.Text;
using Serilog;

/// <summary>docs/reliability.md says what holds when something breaks; this says of which rows this very run is the proof.</summary>
internal sealed partial class Build
{
    AbsolutePath FaultsSeen => ((IHazArtifacts)this).ArtifactsDirectory / "faults";

    /// <summary>
    /// Writes artifacts/reliability.md: each row of the page with what its test saw in this run. Returns the rows that no test stands
    /// behind, and how many of how many are proven; of those whose test was skipped, the log and the file say so.
    /// </summary>
    /// <param name="results">Every test of this run: its name, for a theory with the case in parentheses, and its outcome.</param>
    (IReadOnlyList<string> Unproven, string Proven) ProveReliability(IReadOnlyList<(string? Name, string? Outcome)> results)
    {
        var (unproven, proven, skipped) = (new List<string>(), 0, 0);
        var table = new StringBuilder("# What this run saw of each fault\n\n| Fault | Outcome | Seen | Test |\n|---|---|---|---|\n");
        foreach (var row in File.ReadLines(RootDirectory / "docs" / "reliability.md")
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && line.EndsWith("` |", StringComparison.Ordinal)))
        {
            var cells = row.Trim('|', ' ').Split(" | ");
            var (fault, test) = (cells[0], cells[^1].Trim('`'));
            var cases = results.Where(result => result.Name?.Split('(')[0].EndsWith($".{test}", StringComparison.Ordinal) == true).ToList();
            var outcome = cases.Count == 0 ? "did not run"
                : cases.Find(result => result.Outcome is not ("Passed" or "NotExecuted")).Outcome is not null ? "failed"
                : cases.TrueForAll(result => result.Outcome == "Passed") ? "proven" : "skipped";
            var seen = FaultsSeen / $"{test}.txt";
            table.AppendLine(
                $"| {fault} | {outcome} | {(outcome == "proven" && seen.FileExists() ? File.ReadAllText(seen) : "")} | `{test}` |");
            switch (outcome)
            {
                case "proven":
                    proven++;
                    break;
                case "skipped":
                    skipped++;
                    Log.Warning("docs/reliability.md: \"{Fault}\" is not proven by this run, {Test} was skipped", fault, test);
                    break;
                default:
                    unproven.Add($"docs/reliability.md: \"{fault}\" is not proven, {test} {outcome}");
                    break;
            }
        }

        if (proven + skipped + unproven.Count == 0)
        {
            unproven.Add("docs/reliability.md: it has no row that names its test");
        }

        (((IHazArtifacts)this).ArtifactsDirectory / "reliability.md").WriteAllText(table.ToString());
        return (unproven, $"{proven} of {proven + skipped + unproven.Count}");
    }
}
