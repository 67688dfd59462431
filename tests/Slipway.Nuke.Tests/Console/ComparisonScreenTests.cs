using Slipway.Nuke.Console;
using Slipway.Reporting;

namespace Slipway.Nuke.Tests.Console;

/// <summary>What a person reads of the differences between two releases.</summary>
public sealed class ComparisonScreenTests : IDisposable
{
    private readonly StringWriter output = new();
    private readonly Screen screen;

    public ComparisonScreenTests() => screen = Screens.Of(output);

    public void Dispose() => output.Dispose();

    [Fact]
    public void Differences_of_two_releases()
    {
        const string Live = "release 3, which is live (version c0ffee000003)";
        screen.Write(new ReleaseComparison(Live, "what would be released (version c0ffee000004)",
        [
            new ReleaseDifference("version", "c0ffee000003", "c0ffee000004"),
            new ReleaseDifference("images/shop", "sha256:aaaaaaaaaaaa", "(not pushed yet)"),
            new ReleaseDifference("services/web/environment/MODE", "one", "two"),
            new ReleaseDifference("services/web/environment/SEARCH_ENDPOINT", "https://search.internal.example.test/v1/index",
                "https://search.internal.example.test/v2/index?replica=eu-west-1&consistency=eventual&limit=200"),
            new ReleaseDifference("services/web/command", null, """["web","--verbose"]"""),
            new ReleaseDifference("services/admin", null, "there"),
        ])
        {
            Notes = ["Release 2 (version c0ffee000002) was recorded without its description."],
        });
        Assert.All(output.ToString().Split('\n').Where(line => !line.Contains("://", StringComparison.Ordinal)),
            line => Assert.InRange(line.TrimEnd().Length, 0, 80));
        Approved.Match(output.ToString(), nameof(Differences_of_two_releases));
    }

    [Fact]
    public void No_difference_is_said_too()
    {
        screen.Write(new ReleaseComparison("release 1 (version a)", "release 2 (version a)", []));
        Assert.EndsWith("No difference.", output.ToString().TrimEnd(), StringComparison.Ordinal);
    }
}
