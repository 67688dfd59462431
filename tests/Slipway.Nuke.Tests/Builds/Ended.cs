namespace Slipway.Nuke.Tests.Builds;

/// <summary>How a build ended.</summary>
/// <param name="ExitCode">Of the process.</param>
/// <param name="Output">What it wrote, errors included, as <see cref="PlainText"/>.</param>
internal sealed record Ended(int ExitCode, string Output)
{
    /// <summary>Fails with everything that the build said.</summary>
    public Ended Expect(ExitCode exitCode)
    {
        Assert.True(ExitCode == (int)exitCode, $"exit code {(int)exitCode} was expected, not {ExitCode}; {Output}");
        return this;
    }

    public Ended ExpectText(string text)
    {
        Assert.True(Output.Contains(text, StringComparison.Ordinal), $"\"{text}\" was expected in: {Output}");
        return this;
    }

    /// <summary>Fails unless the faults were told once, by nobody's name, and no target began.</summary>
    public Ended ExpectRefusal()
    {
        Assert.NotEmpty(Summary);
        Assert.All(Summary, row => Assert.Equal("NotRun", row.Status));
        Assert.All(Faults, fault => Assert.Single(Lines, line => line.Trim() == fault));
        Assert.DoesNotContain("has failed", Output, StringComparison.Ordinal);
        return this;
    }

    public IReadOnlyList<string> Lines => Output.Split('\n');

    /// <summary>
    /// The lines of the one error that names all faults; fails when there is none. Nuke may put words of its own before it.
    /// </summary>
    public IReadOnlyList<string> Faults
    {
        get
        {
            var message = Lines
                .SkipWhile(line => !line.Contains("; nothing was touched.", StringComparison.Ordinal)).ToList();
            Assert.True(message.Count > 0, $"There is no fault in: {Output}");
            return [.. message.Skip(1).TakeWhile(line => line.StartsWith("  ", StringComparison.Ordinal)).Select(line => line.Trim())];
        }
    }

    /// <summary>The status of a target in the summary table; null when it is not listed.</summary>
    public string? Status(string target) => Summary.FirstOrDefault(row => row.Target == target).Status;

    /// <summary>The rows of the summary table, in the order in which the targets were to run.</summary>
    public IReadOnlyList<(string Target, string Status)> Summary
    {
        get
        {
            var lines = Lines.ToList();
            var header = lines.FindLastIndex(line => line.StartsWith("Target ", StringComparison.Ordinal));
            Assert.True(header >= 0, $"There is no summary in: {Output}");
            return [.. lines.Skip(header + 2).TakeWhile(line => !line.StartsWith('─'))
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(words => (words[0], words[1]))];
        }
    }
}
