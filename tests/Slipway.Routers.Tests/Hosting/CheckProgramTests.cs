using System.Globalization;
using Slipway.Routers.Foundation;
using Slipway.Routers.Tests.Programs;

namespace Slipway.Routers.Tests.Hosting;

/// <summary>check.pl, run by a real Perl against real listeners.</summary>
public sealed class CheckProgramTests
{
    private static readonly string Words = $"{BridgeProcess.Hex("shop.example")} {BridgeProcess.Hex("/health?x=1")}";

    [ProgramTheory("perl")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n", "ok")]
    [InlineData("HTTP/1.0 302 Found\r\n\r\n", "ok")]
    [InlineData("HTTP/1.1 503 Service Unavailable\r\n\r\n", "HTTP/1.1 503 Service Unavailable")]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 100 Continue")]
    [InlineData("\u0001\u00ff! nonsense\t\u0007\n", "! nonsense")]
    [InlineData("", "the connection was closed without an answer")]
    public async Task A_replica_is_well_when_it_answers_2xx_or_3xx(string answer, string seen)
    {
        await using var replica = SocketServer.AtLoopback(_ => answer);
        await using var bridge = new BridgeProcess(ReplicaCheck.Verbs);

        Assert.Equal([seen], await bridge.AskAsync(Check(replica.Port)));
        Assert.StartsWith("GET /health?x=1 HTTP/1.1\r\nHost: shop.example\r\n", replica.Asked[0], StringComparison.Ordinal);
    }

    /// <summary>Connections from the kernel's own range of ports are counted as requests.</summary>
    [ProgramFact("perl")]
    public async Task A_check_comes_from_a_port_that_is_not_counted()
    {
        await using var replica = SocketServer.AtLoopback(_ => "HTTP/1.1 200 OK\r\n\r\n");
        await using var bridge = new BridgeProcess(ReplicaCheck.Verbs);

        await bridge.AskAsync([.. Enumerable.Range(0, 20).Select(_ => Check(replica.Port))]);

        Assert.Equal(20, replica.From.Count);
        Assert.All(replica.From, port => Assert.InRange(port, 10000, 29999));
    }

    [ProgramFact("perl")]
    public async Task A_replica_that_does_not_answer_is_named_as_such_and_the_next_one_is_asked()
    {
        await using var silent = SocketServer.AtLoopback(_ => null);
        await using var well = SocketServer.AtLoopback(_ => "HTTP/1.1 204 No Content\r\n\r\n");
        await using var bridge = new BridgeProcess(ReplicaCheck.Verbs);

        Assert.Equal(
            ["no answer within 500 ms", "Connection refused", "ok"],
            await bridge.AskAsync($"{Check(silent.Port)} 500", Check(SocketServer.FreePort()), Check(well.Port)));
    }

    [ProgramTheory("perl")]
    [InlineData("127.0.0.1")]
    [InlineData("shop.example:80")]
    [InlineData("127.0.0.1:80;id")]
    [InlineData("[::1]:")]
    public async Task What_is_no_address_is_not_asked(string target)
    {
        await using var bridge = new BridgeProcess(ReplicaCheck.Verbs);

        Assert.Equal([$"no address: {target}"], await bridge.AskAsync($"check {target} {Words}"));
    }

    [ProgramFact("perl")]
    public async Task Words_that_are_no_hexadecimal_digits_are_refused()
    {
        await using var bridge = new BridgeProcess(ReplicaCheck.Verbs);

        Assert.Equal("no hexadecimal digits", await bridge.RefusalAsync("check 127.0.0.1:80 shop.example 2f"));
    }

    private static string Check(int port) => string.Create(CultureInfo.InvariantCulture, $"check 127.0.0.1:{port} {Words}");
}
