using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Slipway.Routers.Hosting;
using Slipway.Routers.Tests.Programs;

namespace Slipway.Routers.Tests.Hosting;

/// <summary>sockets.pl, run by a real Perl: one process as the edge, others as routers.</summary>
public sealed class SocketsProgramTests : IDisposable
{
    private const string Places = "100,101";

    /// <summary>Answers one client at each socket with the word it was given, then ends with code 7.</summary>
    private const string Router = """
        for my $place (100, 101) {
            open(my $socket, '+<&=', $place) or die "$place: $!";
            accept(my $client, $socket) or die "$place: $!";
            syswrite($client, "$ARGV[0] $place\n");
        }
        exit 7;
        """;

    private readonly ProgramFolder folder = new();
    private readonly int[] ports = [SocketServer.FreePort(), SocketServer.FreePort()];

    private string Script => folder.Place(Edge.ScriptText);

    public void Dispose() => folder.Dispose();

    [ProgramFact("perl")]
    public async Task Clients_that_came_before_a_router_wait_for_it_and_for_the_next_one()
    {
        await using var edge = await HoldAsync();
        foreach (var name in (string[])["first", "second"])
        {
            using var plain = await ConnectAsync(ports[0]);
            using var tls = await ConnectAsync(ports[1]);

            await using var router = Take("perl", "-e", Router, name);

            Assert.Equal($"{name} 100", await ReadAsync(plain));
            Assert.Equal($"{name} 101", await ReadAsync(tls));
            Assert.Equal(7, await router.EndAsync());
        }
    }

    [ProgramFact("perl")]
    public async Task A_signal_is_for_the_program_and_its_exit_code_for_whoever_waits()
    {
        await using var edge = await HoldAsync();
        await using var router = Take(
            "perl", "-e", "$| = 1; $SIG{QUIT} = sub { print \"asked to end\\n\"; exit 9 }; print \"up\\n\"; sleep 1 while 1");
        Assert.Equal("up", await router.ReadLineAsync());

        await router.SignalAsync("QUIT");

        Assert.Equal("asked to end", await router.ReadLineAsync());
        Assert.Equal(9, await router.EndAsync());
    }

    [ProgramFact("perl")]
    public async Task A_router_ends_when_its_edge_is_gone()
    {
        await using var edge = await HoldAsync();
        await using var router = Take("sh", "-c", "echo up; exec sleep 50");
        Assert.Equal("up", await router.ReadLineAsync());

        await edge.SignalAsync("TERM");

        Assert.Equal(0, await edge.EndAsync());
        Assert.Equal(75, await router.EndAsync());
        Assert.Equal("the edge is gone\n", await router.ErrorsAsync());
    }

    [ProgramFact("perl")]
    public async Task A_router_that_comes_first_waits_for_its_edge_also_at_a_door_that_an_edge_left_behind()
    {
        folder.File("edge/sockets", "");
        await using var router = Take("sh", "-c", "echo up");
        await using var edge = await HoldAsync();

        Assert.Equal("up", await router.ReadLineAsync());
        Assert.Equal(0, await router.EndAsync());
    }

    [ProgramFact("perl")]
    public async Task A_router_that_waits_for_an_edge_says_so_and_ends_by_a_signal()
    {
        // Its own words come as output, so that the signal comes when they have.
        await using var router = new ProgramProcess(
            "perl", ["-e", $"BEGIN {{ open(STDERR, '>&', \\*STDOUT) }}\n{Script}", "take", Places, "true"]);
        Assert.Equal("waiting for the edge", await router.ReadLineAsync());

        await router.SignalAsync("TERM");

        Assert.Equal(0, await router.EndAsync());
    }

    [ProgramFact("perl")]
    public async Task A_program_that_is_missing_is_named()
    {
        await using var edge = await HoldAsync();
        await using var router = Take("no-such-proxy");

        Assert.Equal(127, await router.EndAsync());
        Assert.EndsWith("no-such-proxy: No such file or directory\n", await router.ErrorsAsync(), StringComparison.Ordinal);
    }

    [ProgramFact("perl")]
    public async Task A_port_that_is_taken_ends_the_edge_with_the_reason()
    {
        await using var other = SocketServer.AtLoopback(_ => "");
        await using var edge = new ProgramProcess("perl", ["-e", Script, "hold", Text(other.Port)]);

        Assert.NotEqual(0, await edge.EndAsync());
        Assert.Equal($"port {Text(other.Port)}: Address already in use\n", await edge.ErrorsAsync());
    }

    private ProgramProcess Take(params string[] command) => new("perl", ["-e", Script, "take", Places, .. command]);

    private async Task<ProgramProcess> HoldAsync()
    {
        var edge = new ProgramProcess("perl", ["-e", Script, "hold", Text(ports[0]), Text(ports[1])]);
        while (true)
        {
            try
            {
                using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(folder.Of("edge/sockets")), edge.Limit);
                return edge;
            }
            catch (SocketException)
            {
                await Task.Delay(20, edge.Limit);
            }
        }
    }

    private static async Task<TcpClient> ConnectAsync(int port)
    {
        var client = new TcpClient();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        await client.ConnectAsync(IPAddress.Loopback, port, limit.Token);
        return client;
    }

    private static async Task<string?> ReadAsync(TcpClient client)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        using var reader = new StreamReader(client.GetStream());
        return await reader.ReadLineAsync(limit.Token);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
