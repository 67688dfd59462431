using System.Text.Json;
using Nuke.Common.IO;

namespace Slipway.Nuke.Tests.Checking;

/// <summary>A soak goes on where the same one stopped, and its table tells what was done.</summary>
public sealed class SoakResultsTests : IDisposable
{
    private static readonly SoakAsked Asked = new(Seed: 7, Kills: "all", Minutes: 30, Version: "0123456789ab");
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("slipway-soak-");

    private SoakResults Results => new((AbsolutePath)folder.FullName / "results");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void First_soak_has_nothing_done()
    {
        Assert.Null(Results.ReadAsked());
        Assert.Equal(0, Results.Begin(Asked));
    }

    [Fact]
    public void Same_soak_goes_on_behind_what_is_done()
    {
        Results.Begin(Asked);
        Play(new SoakCase(SoakCase.Kill, "Rolling", "Nginx", "one", Requests: 100, Lost: 0, Seconds: 3));
        Assert.Equal(1, Results.Begin(Asked));
    }

    public static TheoryData<int, string, int, string> Others => new()
    {
        { 8, "all", 30, "0123456789ab" },
        { 7, "5", 30, "0123456789ab" },
        { 7, "all", 31, "0123456789ab" },
        { 7, "all", 30, "0123456789ac" },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void Other_seed_effort_or_version_takes_away_what_another_did(int seed, string kills, int minutes, string version)
    {
        Results.Begin(Asked);
        Play(new SoakCase(SoakCase.Kill, "Rolling", "Nginx", "one", Requests: 100, Lost: 0, Seconds: 3));
        Assert.Equal(0, Results.Begin(new SoakAsked(seed, kills, minutes, version)));
    }

    [Fact]
    public void Table_sums_up_by_strategy_and_router_and_names_seed_and_version()
    {
        Results.Begin(Asked);
        Play(new SoakCase(SoakCase.Kill, "Rolling", "Nginx", "one", Requests: 100, Lost: 0, Seconds: 3));
        Play(new SoakCase(SoakCase.Kill, "Rolling", "Nginx", "two", Requests: 20, Lost: 1, Seconds: 3));
        Play(new SoakCase(SoakCase.Cut, "BlueGreen", "HAProxy", "three", Requests: 7, Lost: 0, Seconds: 3));

        Results.WriteTable(Asked, isWhole: false);

        var table = File.ReadAllText(Results.Table);
        Assert.Contains("0123456789ab, seed 7", table, StringComparison.Ordinal);
        Assert.Contains("| kill | Rolling | Nginx | 2 | 120 | 1 |", table, StringComparison.Ordinal);
        Assert.Contains("| lost reply | BlueGreen | HAProxy | 1 | 7 | 0 |", table, StringComparison.Ordinal);
        Assert.Contains("interrupted", table, StringComparison.Ordinal);
        Results.WriteTable(Asked, isWhole: true);
        Assert.DoesNotContain("interrupted", File.ReadAllText(Results.Table), StringComparison.Ordinal);
    }

    private void Play(SoakCase played) => File.WriteAllText(Results.Cases / $"{played.Name}.json", JsonSerializer.Serialize(played));
}
