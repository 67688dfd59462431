namespace Slipway.Tests.Architecture;

/// <summary>How the sources are laid out: small files, folders named after concepts.</summary>
public sealed class LayoutTests
{
    private const int MostLines = 300;

    private const int MostColumns = 140;

    private static readonly string[] Everything = ["src", "samples", "build", "tests", "bench", "compat"];

    private static readonly string[] NoConcepts = ["Helpers", "Utils", "Utilities", "Common", "Models", "Misc"];

    [Fact]
    public void No_source_file_is_longer_than_300_lines()
    {
        var files = Sources().ToList();
        Assert.NotEmpty(files);
        Assert.Empty(files.Select(file => (file, Lines: File.ReadLines(file).Count())).Where(file => file.Lines > MostLines)
            .Select(file => $"{file.file}: {file.Lines} lines"));
    }

    /// <summary>As <c>.editorconfig</c> says; data in literals is broken, too.</summary>
    [Fact]
    public void No_line_is_longer_than_140_columns()
    {
        var files = Everything.SelectMany(folder => Repository.Sources(folder)).ToList();
        Assert.All(Everything, folder => Assert.Contains(files, file => Path.GetRelativePath(Repository.Root, file).StartsWith(folder,
            StringComparison.Ordinal)));
        Assert.Empty(files.SelectMany(file => File.ReadLines(file).Index().Where(line => line.Item.Length > MostColumns)
            .Select(line => $"{Path.GetRelativePath(Repository.Root, file)}:{line.Index + 1}: {line.Item.Length} columns")));
    }

    [Fact]
    public void No_folder_is_a_heap() => Assert.Empty(Sources()
        .Select(file => Path.GetDirectoryName(Path.GetRelativePath(Repository.Root, file))!)
        .Where(folder => folder.Split(Path.DirectorySeparatorChar).Any(part => NoConcepts.Contains(part, StringComparer.OrdinalIgnoreCase)))
        .Distinct(StringComparer.Ordinal));

    private static IEnumerable<string> Sources() => new[] { "src", "samples" }
        .SelectMany(folder => Repository.Sources(folder));
}
