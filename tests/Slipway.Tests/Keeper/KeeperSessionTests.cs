using Slipway.Containers;
using Slipway.Keeper;
using Slipway.Routing;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Keeper;

/// <summary>The client's end of the conversation with the keeper.</summary>
public sealed class KeeperSessionTests : IDisposable
{
    private static readonly LockHolder Ann = new("ann@laptop", "Deploy", new DateTimeOffset(2026, 3, 1, 22, 0, 0, TimeSpan.Zero));

    private readonly string folder = Directory.CreateTempSubdirectory("slipway-keeper-").FullName;

    [PerlFact]
    public async Task Journal_and_records_come_back_from_the_real_script()
    {
        var record = ReleaseRecord.Of(ShopDescription.Begun(12, "1.1"), Slot.Green, "hash", Ann.Since) with { MigrationLevel = "ü" };
        var entry = new JournalEntry { At = Ann.Since, Kind = EntryKind.StepStarted, Release = 12, Run = RunKind.Deploy, Step = "a\nb" };
        await using (var session = new KeeperSession(new KeeperProcess(folder), TimeProvider.System))
        {
            await session.LockAsync("shop", Ann, CancellationToken.None);
            await session.AppendAsync(entry, CancellationToken.None);
            await session.RecordAsync(record, CancellationToken.None);
            await session.RecordAsync(record with { Number = 2 }, CancellationToken.None);
        }

        await using var later = new KeeperSession(new KeeperProcess(folder), TimeProvider.System);
        Assert.Equal([entry], await later.ReadJournalAsync(CancellationToken.None));
        var records = await later.ReadReleasesAsync(CancellationToken.None);
        Assert.Equal([2, 12], records.Select(read => read.Number)); // by number, not by name
        Assert.Equal(record with { Images = records[1].Images }, records[1]);
        Assert.Equal(record.Images, records[1].Images);
        Assert.Null(await later.FindHolderAsync(CancellationToken.None));
    }

    [PerlFact]
    public async Task A_second_deployer_is_told_at_once_who_deploys_and_since_when()
    {
        await using var first = new KeeperSession(new KeeperProcess(folder), TimeProvider.System);
        await using var second = new KeeperSession(new KeeperProcess(folder), TimeProvider.System);
        await first.LockAsync("shop", Ann, CancellationToken.None);

        var error = await Assert.ThrowsAsync<LockHeldException>(() =>
            second.LockAsync("shop", Ann with { By = "bob" }, CancellationToken.None));

        Assert.Equal(Ann, error.Holder);
        Assert.StartsWith("ann@laptop is deploying shop (Deploy, since 2026-03-01 22:00:00 UTC)", error.Message, StringComparison.Ordinal);
        Assert.Equal(Ann, await second.FindHolderAsync(CancellationToken.None));
    }

    [PerlFact]
    public async Task A_late_writer_whose_keeper_is_gone_can_not_append()
    {
        var process = new KeeperProcess(folder);
        await using var session = new KeeperSession(process, TimeProvider.System);
        await session.LockAsync("shop", Ann, CancellationToken.None);
        process.Kill();
        await process.EndAsync();

        for (var attempt = 0; attempt < 2; attempt++)
        {
            await Assert.ThrowsAsync<LockLostException>(() => session.WriteAsync("file", "late", CancellationToken.None));
        }

        Assert.False(File.Exists(Path.Combine(folder, "file")));
    }

    [Theory]
    [InlineData("""{"schema":9,"number":3}""", ExitCode.Usage, "newer Slipway (schema 9")]
    [InlineData("""{"schema":1,"number":3}""", ExitCode.Failed, "can't be read")]
    [InlineData("", ExitCode.Failed, "can't be read")]
    public async Task A_record_that_can_not_be_read_is_named(string record, ExitCode exitCode, string message)
    {
        var shell = new Shell(new RecordingTarget(), ShopDescription.Web);
        await shell.DeployAsync(ShopDescription.Request("1.0"));
        shell.Target.Files["releases/3.json"] = record;

        var error = await Assert.ThrowsAnyAsync<SlipwayException>(() => shell.DeployAsync(ShopDescription.Request("1.1")));

        Assert.Equal(exitCode, shell.CodeOf(error));
        Assert.Contains("Release record 3.json", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.False(shell.Target.LockHeld);
    }

    [Fact]
    public async Task A_conversation_that_ended_stays_ended_also_for_a_caller_who_was_cancelled()
    {
        // The reply arrives after all, when nobody waits for it any more: it must not be taken for the answer to the next request.
        using var cancelled = new CancellationTokenSource();
        await using var session = new KeeperSession(new BrokenOnce(cancelled), TimeProvider.System);

        await Assert.ThrowsAsync<KeeperConversationEndedException>(() => session.ReadAsync("file", cancelled.Token));
        await Assert.ThrowsAsync<KeeperConversationEndedException>(() => session.ReadAsync("file", CancellationToken.None));
    }

    [Fact]
    public async Task Its_patience_with_a_keeper_that_says_nothing_is_on_the_clock_that_it_is_given()
    {
        var time = new VirtualTime();
        await time.RunAsync(async () =>
        {
            await using var session = new KeeperSession(new Silent(), time);
            var asking = session.ReadAsync("file", CancellationToken.None);
            await Task.Delay(KeeperContainer.LongestSilence + TimeSpan.FromSeconds(1), time);
            var error = await Assert.ThrowsAsync<KeeperConversationEndedException>(() => asking);
            Assert.Contains("no reply for 10 s", error.Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task It_can_be_disposed_of_twice()
    {
        var session = new KeeperSession(new RecordedSession(new RecordingTarget(), new Fate()), TimeProvider.System);
        await session.LockAsync("shop", Ann, CancellationToken.None);
        await session.DisposeAsync();
        await session.DisposeAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => session.FindHolderAsync(CancellationToken.None));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private sealed class Silent : IContainerSession
    {
        public string StandardError => "";

        public Task WriteLineAsync(string line, CancellationToken cancellationToken) => Task.CompletedTask;

        public async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return null;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class BrokenOnce(CancellationTokenSource caller) : IContainerSession
    {
        private bool broken;

        public string StandardError => "";

        public Task WriteLineAsync(string line, CancellationToken cancellationToken) => Task.CompletedTask;

        public async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
        {
            if (broken)
            {
                return "OK 6c617465";
            }

            broken = true;
            await caller.CancelAsync();
            throw new IOException("connection reset");
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
