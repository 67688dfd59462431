using System.Globalization;

namespace Slipway.Nuke.Tests.Surface;

/// <summary>A script goes by the exit code, so that each must stand in the one table, whoever decides it.</summary>
public sealed class ExitCodeTests
{
    /// <summary>Of the bootstrap, the shell, the system and Nuke.</summary>
    private static readonly int[] Others = [1, 126, 127, 130, 134, 137, 143, 255];

    [Fact]
    public void Every_exit_stands_once_in_the_table()
    {
        var told = File.ReadAllLines(Path.Combine(Repository.Root, "README.md"))
            .SkipWhile(line => line != "## Exit codes").Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Select(line => line.Split('|')[1].Trim()).Skip(1)
            .SelectMany(codes => codes.Split(", ")).Select(code => int.Parse(code, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(Enum.GetValues<ExitCode>().Select(code => (int)code).Concat(Others).Order(), told.Order());
    }
}
