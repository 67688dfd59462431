using Slipway.Keeper;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Keeper;

/// <summary>What a journal that has become too long forgets.</summary>
public sealed class JournalRetentionTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("slipway-journal-").FullName;

    [Fact]
    public void A_journal_that_is_not_too_long_stays_as_it_is()
    {
        var journal = Runs(1, 10);

        Assert.Null(JournalRetention.Shorten(journal, journal.Length));
        Assert.Null(JournalRetention.Shorten("", 0));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"schema\":2,\"at\":\"20")]
    public void A_journal_that_is_too_long_keeps_its_newest_whole_runs(string torn)
    {
        var journal = Runs(1, 100) + torn;

        var newest = Assert.IsType<string>(JournalRetention.Shorten(journal, journal.Length - 1));

        Assert.EndsWith(newest, journal, StringComparison.Ordinal);
        Assert.InRange(newest.Length, journal.Length / 3, journal.Length / 2);
        var kept = JournalEntry.ReadAll(newest);
        Assert.Equal(EntryKind.RunStarted, kept[0].Kind);
        Assert.Equal(100, kept[^1].Release);
    }

    [Fact]
    public void A_single_run_is_never_cut_whatever_its_length()
    {
        var journal = Runs(1, 1);

        Assert.Null(JournalRetention.Shorten(journal, 10));
    }

    [PerlFact]
    public async Task The_next_command_shortens_the_journal_on_the_target_and_goes_on_numbering()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "journal"), Runs(1, 5000));
        await using var session = new KeeperSession(new KeeperProcess(folder), TimeProvider.System);
        await session.LockAsync("shop", new LockHolder("ann", "Deploy", DateTimeOffset.UnixEpoch), CancellationToken.None);

        await session.ShortenJournalAsync(CancellationToken.None);

        var kept = await session.ReadJournalAsync(CancellationToken.None);
        Assert.Equal(5000, kept[^1].Release);
        Assert.InRange(new FileInfo(Path.Combine(folder, "journal")).Length, 1, JournalRetention.Longest / 2);
        await session.AppendAsync(kept[0] with { Release = 5001 }, CancellationToken.None);
        Assert.Equal(kept.Count + 1, (await session.ReadJournalAsync(CancellationToken.None)).Count);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string Runs(int first, int count) =>
        string.Concat(Enumerable.Range(first, count).SelectMany(Run).Select(entry => entry.ToLine() + '\n'));

    private static JournalEntry[] Run(int release)
    {
        var start = new JournalEntry
        {
            At = DateTimeOffset.UnixEpoch.AddMinutes(release), Kind = EntryKind.RunStarted, Release = release, Run = RunKind.Deploy,
            By = "ann@laptop",
            Begun = ShopDescription.Begun(release, $"1.{release}"),
        };
        return
        [
            start, start with { Kind = EntryKind.StepStarted, Begun = null, Step = "Start the slot" },
            start with { Kind = EntryKind.RunEnded, Begun = null, Outcome = RunOutcome.Released },
        ];
    }
}
