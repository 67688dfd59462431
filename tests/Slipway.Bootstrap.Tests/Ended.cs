namespace Slipway.Bootstrap.Tests;

/// <summary>How a bootstrap, and the build that it became, ended.</summary>
/// <param name="ExitCode">Of the process.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error: what the bootstrap itself says.</param>
internal sealed record Ended(int ExitCode, string Output, string Error)
{
    /// <summary>The lines that the bootstrap itself said.</summary>
    public IReadOnlyList<string> Said => Error.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Fails with everything that was said.</summary>
    public Ended Expect(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"exit code {exitCode} was expected, not {ExitCode}\n{Output}\n{Error}");
        return this;
    }

    public Ended ExpectSaid(string text)
    {
        Assert.True(Error.Contains(text, StringComparison.Ordinal), $"\"{text}\" was expected\n{Output}\n{Error}");
        return this;
    }
}
