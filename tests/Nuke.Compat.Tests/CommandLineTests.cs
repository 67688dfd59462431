using Slipway.Compat.Tests.Probe;

namespace Slipway.Compat.Tests;

/// <summary>
/// Every command line of the table, with what the official framework 10.1.0 made of it. Columns: arguments, exit code, values,
/// further lines, rows of the summary, first error lines.
/// </summary>
public sealed class CommandLineTests : IDisposable
{
    // Ended by an unhandled exception.
    private const int Crashed = 134;

    private static readonly string[][] Table = File
        .ReadAllLines(Path.Combine(AppContext.BaseDirectory, "CommandLines", "official-10.1.0.tsv"))
        .Where(line => line[0] != '#')
        .Select(line => line.Split('\t'))
        .ToArray();

    private readonly TestRoot root = new();

    public static TheoryData<string> CommandLines => new(Table.Select(row => row[0]));

    public void Dispose() => root.Dispose();

    [Fact]
    public void The_table_is_complete() => Assert.Equal(62, Table.Length);

    [Theory]
    [MemberData(nameof(CommandLines))]
    public void A_command_line_does_what_it_does_on_the_official_framework(string arguments)
    {
        // The table was recorded in one root, and only this option looks at what ran there before.
        if (arguments.Contains("--continue", StringComparison.Ordinal))
            root.RunExactly("B", "A");
        var build = root.RunExactly("B", Words(arguments));
        var expected = Table.Single(row => row[0] == arguments);
        if (expected[1] == $"{Crashed}")
            AssertRefused(build, arguments);
        else
            Assert.Equal(string.Join('\n', expected[1..]), string.Join('\n', Observed(build)));
    }

    /// <summary>Where the official framework crashes, compat says what is wrong.</summary>
    private static void AssertRefused(FinishedBuild build, string arguments)
    {
        if (build.ExitCode == Crashed)
            return;
        Assert.Equal(255, build.ExitCode);
        Assert.Contains($"'{Words(arguments).Last()}'", Assert.Single(build.Lines, line => line.Length > 0), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Observed(FinishedBuild build) =>
    [
        $"{build.ExitCode}",
        string.Concat(build.After("VALUES").Select(values => $"VALUES {values}")),
        string.Join(", ", build.Lines.Where(line => line.EndsWith(" ran", StringComparison.Ordinal))),
        string.Join(", ", build.Rows.Select(row => $"{row.Target} {row.Status}")),
        string.Join(" / ", build.Lines.Where(IsError).Take(2)),
    ];

    private static bool IsError(string line) =>
        line.Contains("Could not inject value", StringComparison.Ordinal) || line.Contains("Errors & Warnings", StringComparison.Ordinal);

    private static IEnumerable<string> Words(string arguments) => arguments.Split(' ').Select(word => word == "\"\"" ? "" : word);
}
