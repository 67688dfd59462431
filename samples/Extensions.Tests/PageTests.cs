using System.Text.RegularExpressions;

namespace Extensions.Tests;

/// <summary>The page shows what is compiled.</summary>
public sealed partial class PageTests
{
    [Fact]
    public void Every_sample_on_the_page_is_the_file_to_the_letter()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "extending.md")).ReplaceLineEndings("\n");
        var samples = Sample().Matches(page);
        Assert.Equal(6, samples.Count);
        Assert.All(samples, sample =>
        {
            var file = File.ReadAllText(Path.Combine(Repository.Root, sample.Groups["file"].Value)).ReplaceLineEndings("\n");
            Assert.Equal(file[file.IndexOf("/// <summary>", StringComparison.Ordinal)..].TrimEnd(), sample.Groups["text"].Value);
        });
    }

    [GeneratedRegex(
        @"<!-- (?<file>samples/\S+) -->\n```csharp\n(?<text>.*?)\n```", RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Sample();
}
