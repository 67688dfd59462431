using Slipway.Keeper;
using Slipway.Tests.Verification;
using Slipway.Verification;

namespace Slipway.Tests.Keeper;

/// <summary>A probe through a real keeper's script, of servers that do what servers may.</summary>
public sealed class KeptConnectionTests : IDisposable
{
    private static readonly Dictionary<string, string> Host = new(StringComparer.Ordinal) { ["Host"] = "shop.example" };

    private readonly string folder = Directory.CreateTempSubdirectory("slipway-keeper-").FullName;

    [PerlFact]
    public async Task A_server_that_keeps_the_connection_open_has_answered_once_its_answer_is_whole()
    {
        await using var server = new ScriptedServer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok") { KeepsOpen = true };

        Assert.Equal(new ProbeAnswer(200, "ok"), await AskAsync(server.Port, TimeSpan.FromMinutes(5)));

        Assert.StartsWith("GET /health HTTP/1.1\r\nHost: shop.example\r\nUser-Agent: slipway\r\nAccept: */*\r\nConnection: close\r\n\r\n",
            await server.Request, StringComparison.Ordinal);
        Assert.True(await server.Closed, "the probe leaves no connection open");
    }

    [PerlFact]
    public async Task An_answer_in_pieces_is_put_together()
    {
        await using var server = new ScriptedServer(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "2\r\nok\r\n", "0\r\n\r\n") { KeepsOpen = true };

        Assert.Equal(new ProbeAnswer(200, "ok"), await AskAsync(server.Port, TimeSpan.FromMinutes(5)));
    }

    [PerlFact]
    public async Task A_server_that_says_nothing_costs_its_time_and_no_more()
    {
        await using var server = new ScriptedServer() { KeepsOpen = true };

        Assert.Equal(
            new ProbeAnswer(null, "no complete answer within 200 ms"), await AskAsync(server.Port, TimeSpan.FromMilliseconds(200)));

        Assert.True(await server.Closed, "the probe leaves no connection open");
    }

    [PerlFact]
    public async Task One_slow_server_does_not_make_others_wait_for_its_end()
    {
        await using var slow = new ScriptedServer() { KeepsOpen = true };
        await using var quick = new ScriptedServer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        await using var probe = Probe();
        var waiting = AskAsync(probe, slow.Port, TimeSpan.FromMinutes(5));
        await slow.Request;

        Assert.Equal(new ProbeAnswer(200, "ok"), await AskAsync(probe, quick.Port, TimeSpan.FromMinutes(5)));

        Assert.False(waiting.IsCompleted);
        await slow.DisposeAsync();
        Assert.Null((await waiting).Status);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task<ProbeAnswer> AskAsync(int port, TimeSpan timeout)
    {
        await using var probe = Probe();
        return await AskAsync(probe, port, timeout);
    }

    private static Task<ProbeAnswer> AskAsync(KeeperProbe probe, int port, TimeSpan timeout) =>
        probe.GetAsync("127.0.0.1", port, "/health", Host, timeout, CancellationToken.None);

    private KeeperProbe Probe() =>
        new(_ => Task.FromResult(new KeeperSession(new KeeperProcess(folder), TimeProvider.System)), TimeProvider.System);
}
