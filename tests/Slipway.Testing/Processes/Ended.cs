namespace Slipway.Testing.Processes;

/// <summary>How a process ended.</summary>
/// <param name="ExitCode">137 for one that was killed.</param>
/// <param name="Output">Lines of standard output, as plain text.</param>
/// <param name="Error">Standard error, as plain text.</param>
public sealed record Ended(int ExitCode, IReadOnlyList<string> Output, string Error)
{
    /// <summary>What it said, for the message of a failed assertion.</summary>
    public string All => $"exit code {ExitCode}\n{string.Join('\n', Output)}\n{Error}";

    /// <summary>The lines of standard error that are not empty.</summary>
    public IReadOnlyList<string> Said => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public IEnumerable<string> AllLines => Output.Concat(Error.Split('\n'));

    /// <summary>Fails with everything that the process said.</summary>
    public Ended Expect(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"exit code {exitCode} was expected; {All}");
        return this;
    }

    /// <summary>Fails with everything that the process said.</summary>
    public Ended ExpectSaid(string text)
    {
        Assert.True(Error.Contains(text, StringComparison.Ordinal), $"\"{text}\" was expected; {All}");
        return this;
    }
}
