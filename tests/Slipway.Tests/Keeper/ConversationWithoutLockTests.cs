using Slipway.Applications;
using Slipway.Containers;
using Slipway.Execution;
using Slipway.Keeper;
using Slipway.Routing;
using Slipway.Tests.Recording;
using Slipway.Verification;

namespace Slipway.Tests.Keeper;

/// <summary>A conversation with the keeper that holds no lock ends: nobody has lost anything by that.</summary>
public sealed class ConversationWithoutLockTests : IDisposable
{
    private static readonly Dictionary<string, string> NoHeaders = new(StringComparer.Ordinal);

    private readonly string folder = Directory.CreateTempSubdirectory("slipway-keeper-").FullName;

    [Fact]
    public async Task A_release_goes_on_when_the_conversation_that_probes_ends_once()
    {
        var shell = await ReleasedAsync();
        var ended = 0;
        shell.Target.EndsConversation = words => words[0] == "EXCHANGE" && ++ended == 1;

        await shell.DeployAsync(ShopDescription.Request("1.1"));

        Assert.True(ended > 1);
        Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.1"));
    }

    [Fact]
    public async Task A_release_whose_probes_never_come_back_is_undone()
    {
        var shell = await ReleasedAsync();
        shell.Target.EndsConversation = words => words[0] == "EXCHANGE";

        var error = await Assert.ThrowsAsync<ReleaseFailedException>(() => shell.DeployAsync(ShopDescription.Request("1.1")));

        Assert.Equal(ExitCode.Failed, shell.CodeOf(error));
        Assert.Contains("the conversation with the keeper ended", error.Message, StringComparison.Ordinal);
        shell.Target.EndsConversation = null;
        Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.0"));
    }

    [Theory]
    [InlineData("HOLDER")]
    [InlineData("GET")]
    [InlineData("LIST")]
    public async Task Status_says_what_happened_and_that_nothing_was_switched(string request)
    {
        var shell = await ReleasedAsync();
        shell.Target.EndsConversation = words => words[0] == request;

        var error = await Assert.ThrowsAsync<KeeperConversationEndedException>(shell.StatusAsync);

        Assert.Equal(ExitCode.Failed, shell.CodeOf(error));
        Assert.Equal("Nothing was switched.", RunEnd.Describe(error, shell.Effect));
        shell.Target.EndsConversation = null;
        Assert.Equal("1.0", (await shell.StatusAsync())!.State.LiveRelease!.Version);
    }

    [Fact]
    public async Task Only_the_conversation_that_holds_the_lock_stops_all_undos()
    {
        var shell = await ReleasedAsync();
        shell.Target.EndsConversation = words =>
            words[0] == "BEAT" && shell.Target.Log.Contains("start shop-web-green", StringComparer.Ordinal);

        var error = await Assert.ThrowsAsync<LockLostException>(() => shell.DeployAsync(ShopDescription.Request("1.1")));

        Assert.Equal(ExitCode.NeedsPerson, shell.CodeOf(error));
        Assert.Equal(Slot.Blue, shell.Target.Router.Split.Only);
    }

    [PerlFact]
    public async Task A_keeper_process_that_is_killed_costs_one_probe()
    {
        var processes = new List<KeeperProcess>();
        await using var probe = new KeeperProbe(_ =>
        {
            processes.Add(new KeeperProcess(folder));
            return Task.FromResult(new KeeperSession(processes[^1], TimeProvider.System));
        }, TimeProvider.System);
        Assert.Contains("refused", (await AskAsync(probe)).Body, StringComparison.Ordinal);
        processes[0].Kill();
        await processes[0].EndAsync();

        Assert.Contains("the conversation with the keeper ended", (await AskAsync(probe)).Body, StringComparison.Ordinal);
        Assert.Contains("refused", (await AskAsync(probe)).Body, StringComparison.Ordinal);
        Assert.Equal(2, processes.Count);
    }

    [PerlFact]
    public async Task A_keeper_process_that_is_killed_is_no_lost_lock_for_who_only_reads()
    {
        var process = new KeeperProcess(folder);
        await using var session = new KeeperSession(process, TimeProvider.System);
        Assert.Null(await session.FindHolderAsync(CancellationToken.None));
        process.Kill();
        await process.EndAsync();

        await Assert.ThrowsAsync<KeeperConversationEndedException>(() => session.ReadJournalAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_keeper_that_can_not_be_spoken_to_is_an_answer_too_and_an_engine_that_is_gone_is_not()
    {
        await using var stopped = new KeeperProbe(
            _ => throw new EngineRefusedException("run perl", "the container does not run"), TimeProvider.System);
        Assert.Contains("does not run", (await AskAsync(stopped)).Body, StringComparison.Ordinal);

        await using var gone = new KeeperProbe(
            _ => throw new EngineUnreachableException("unix:///engine.sock", "Start it."), TimeProvider.System);
        await Assert.ThrowsAsync<EngineUnreachableException>(() => AskAsync(gone));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>Nobody listens on port 1.</summary>
    private static Task<ProbeAnswer> AskAsync(KeeperProbe probe) =>
        probe.GetAsync("127.0.0.1", 1, "/", NoHeaders, TimeSpan.FromSeconds(5), CancellationToken.None);

    private static async Task<Shell> ReleasedAsync()
    {
        var shell = new Shell(new RecordingTarget(), ShopDescription.Web);
        await shell.DeployAsync(ShopDescription.Request("1.0"));
        return shell;
    }
}
