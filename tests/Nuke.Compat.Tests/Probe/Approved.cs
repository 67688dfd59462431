namespace Slipway.Compat.Tests.Probe;

internal static class Approved
{
    /// <summary>Compares with the committed transcript; on a difference the new text is written beside the test assembly.</summary>
    public static void Equal(string name, string actual)
    {
        var directory = Path.Combine(AppContext.BaseDirectory, "Approved");
        var file = Path.Combine(directory, name);
        var expected = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        if (!string.Equals(expected, actual, StringComparison.Ordinal))
            File.WriteAllText(Path.Combine(directory, Path.ChangeExtension(name, ".received.txt")), actual);
        Assert.Equal(expected, actual);
    }
}
