namespace Slipway.Tests.Architecture;

/// <summary>How the sources are laid out: small files, folders named after concepts.</summary>
public sealed class LayoutTests
{
    private const int MostLines = 300;

    private static readonly string[] NoConcepts = ["Helpers", "Utils", "Utilities", "Common", "Models", "Misc"];

    [Fact]
    public void No_source_file_is_longer_than_300_lines()
    {
        var files = Sources().ToList();
        Assert.NotEmpty(files);
        Assert.Empty(files.Select(file => (file, Lines: File.ReadLines(file).Count())).Where(file => file.Lines > MostLines).Select(file => $"{file.file}: {file.Lines} lines"));
    }

    [Fact]
    public void No_folder_is_a_heap() => Assert.Empty(Sources()
        .Select(file => Path.GetDirectoryName(Path.GetRelativePath(Repository.Root, file))!)
        .Where(folder => folder.Split(Path.DirectorySeparatorChar).Any(part => NoConcepts.Contains(part, StringComparer.OrdinalIgnoreCase))).Distinct(StringComparer.Ordinal));

    private static IEnumerable<string> Sources() => new[] { "src", "samples" }
        .SelectMany(folder => Repository.Sources(folder));
}
