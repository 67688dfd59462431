using System.Globalization;
using System.Text;
using System.Text.Json;

/// <summary>The results of one soak: what was asked for, a file a finished case, and the table of them.</summary>
internal sealed class SoakResults(AbsolutePath folder)
{
    public AbsolutePath Folder => folder;

    public AbsolutePath Cases => folder / "cases";

    public AbsolutePath Table => folder / "table.md";

    private AbsolutePath AskedFile => folder / "asked.json";

    /// <summary>What the run was asked for whose results lie here; null for none.</summary>
    public SoakAsked? ReadAsked() => AskedFile.FileExists() ? JsonSerializer.Deserialize<SoakAsked>(File.ReadAllText(AskedFile)) : null;

    /// <summary>Goes on with the same run, or takes away what another left. Returns how many cases are done already.</summary>
    public int Begin(SoakAsked asked)
    {
        if (asked != ReadAsked())
        {
            folder.CreateOrCleanDirectory();
            AskedFile.WriteAllText(JsonSerializer.Serialize(asked));
        }

        Cases.CreateDirectory();
        return ReadCases().Count;
    }

    /// <summary>Writes the table of the cases that are done: strategy by router, with seed and version.</summary>
    public void WriteTable(SoakAsked asked, bool isWhole)
    {
        var table = new StringBuilder(string.Create(CultureInfo.InvariantCulture,
            $"# Soak of {asked.Version}, seed {asked.Seed}\n\nKills {asked.Kills}, {asked.Minutes} minutes of sequences before each "
                + $"router.\n\n"));
        table.Append(isWhole ? "" : "Not all of it: the run was interrupted, or a case failed. The same command goes on.\n\n");
        table.Append("| What | Strategy | Router | Cases | Requests | Lost |\n|---|---|---|---|---|---|\n");
        foreach (var group in ReadCases().GroupBy(done => (done.Kind, done.Strategy, done.Router)).OrderBy(group => group.Key))
        {
            var (kind, strategy, router) = group.Key;
            var (requests, lost) = (group.Sum(done => done.Requests), group.Sum(done => done.Lost));
            table.AppendLine(CultureInfo.InvariantCulture, $"| {kind} | {strategy} | {router} | {group.Count()} | {requests} | {lost} |");
        }

        Table.WriteAllText(table.ToString());
    }

    private List<SoakCase> ReadCases() => Cases.DirectoryExists()
        ? [.. Cases.GlobFiles("*.json").Select(file => JsonSerializer.Deserialize<SoakCase>(File.ReadAllText(file))!)]
        : [];
}
