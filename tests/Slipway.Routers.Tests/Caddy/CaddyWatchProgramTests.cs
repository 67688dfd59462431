using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Slipway.Routers.Hosting;
using Slipway.Routers.Tests.Programs;

namespace Slipway.Routers.Tests.Caddy;

/// <summary>watch.pl and tally.pl, run by a real Perl; a shell script is started in Caddy's place.</summary>
public sealed class CaddyWatchProgramTests : IDisposable
{
    private readonly ProgramFolder folder = new();

    public void Dispose() => folder.Dispose();

    [ProgramFact("perl")]
    public async Task The_tally_counts_what_is_logged_however_it_is_cut_and_whatever_else_is_in_it()
    {
        await using var tally = Tally();
        using var log = await ConnectAsync("log", tally.Limit);
        foreach (var piece in (string[])
            [
                "{\"X-Slipway-Slot\":[\"blue\"],\"status\":200,\"dura", "tion\":0.010}\nnonsense \u00ff\n\n",
                "{\"X-Slipway-Slot\":[\"blue\"],\"status\":502,\"duration\":3e-2}\n", "{\"X-Slipway-Slot\":[\"red\"],\"status\":500}\n",
                "{\"X-Slipway-Answered\":[\"green\"],\"X-Slipway-Slot\":[\"green\"],\"status\":500,\"duration\":0}\n",
                new string('x', 300_000) + "\n", "{\"X-Slipway-Slot\":[\"green\"],\"status\":101,\"duration\":3600}\n", "{\"torn",
            ])
        {
            await log.SendAsync(Encoding.Latin1.GetBytes(piece), tally.Limit);
        }

        var read = await ReadAsync("tally", "", tally.Limit);
        while (!read.Contains("green 2", StringComparison.Ordinal))
        {
            read = await ReadAsync("tally", "", tally.Limit);
        }

        Assert.Equal("blue 2 1 20.000 1\ngreen 2 1 0.000 0\n", read);
    }

    [ProgramFact("perl")]
    public async Task A_request_that_waits_is_let_go_when_the_hold_is_taken_back_and_when_its_time_is_up()
    {
        await using var tally = Tally();
        var verbs = EmbeddedText.Read("Caddy/Program/replicas.pl") + EmbeddedText.Read("Caddy/Program/verbs.pl");
        await using var bridge = new BridgeProcess(verbs, folder);
        await bridge.AskAsync("hold 50000");
        var waiting = ReadAsync("hold", "GET / HTTP/1.1\r\n\r\n", tally.Limit);
        Assert.NotEmpty(await ReadAsync("tally", "", tally.Limit));
        Assert.False(waiting.IsCompleted);
        Assert.InRange(int.Parse((await bridge.AskAsync("held"))[0], CultureInfo.InvariantCulture), 1, 50_000);

        await bridge.AskAsync("hold 0");
        Assert.Equal(["0"], await bridge.AskAsync("held"));
        Assert.StartsWith("HTTP/1.1 204 ", await waiting, StringComparison.Ordinal);

        await bridge.AskAsync("hold 300");
        Assert.StartsWith("HTTP/1.1 204 ", await ReadAsync("hold", "GET / HTTP/1.1\r\n\r\n", tally.Limit), StringComparison.Ordinal);
        Assert.False(File.Exists(folder.Of("run/hold")));
    }

    [ProgramFact("perl")]
    public async Task A_torn_hold_holds_nobody()
    {
        await using var tally = Tally();
        folder.File("run/hold", "");

        Assert.StartsWith("HTTP/1.1 204 ", await ReadAsync("hold", "GET / HTTP/1.1\r\n\r\n", tally.Limit), StringComparison.Ordinal);
    }

    [ProgramFact("perl")]
    public async Task The_container_ends_as_caddy_ends_and_passes_its_signals_on()
    {
        await using var failed = Watch("exit 3");
        Assert.Equal(3, await failed.EndAsync());

        await using var watch = Watch("trap 'echo term; exit 5' TERM; echo up $*; while :; do sleep 0.1; done");
        Assert.Equal($"up run --config {folder.Of("lib/caddy.json")}", await watch.ReadLineAsync());
        await watch.SignalAsync("QUIT");
        Assert.Equal("term", await watch.ReadLineAsync());
        Assert.Equal(5, await watch.EndAsync());
    }

    [ProgramFact("perl")]
    public async Task Admitted_replicas_are_followed_by_name_and_forgotten_without_one()
    {
        folder.File("home/tables/1f/replicas/localhost@8080", "");
        folder.File("home/tables/1f/replicas/no-such-host.invalid@8080", "");
        folder.File("run/replicas/blue/localhost@8080/10.0.0.9:8080", "");
        folder.File("home/states/1/m0,s0,b1f,g,c", "");
        Directory.CreateSymbolicLink(folder.Of("home/live"), "states/1");

        await using var watch = Watch("echo up; while :; do sleep 0.1; done");

        Assert.Equal("up", await watch.ReadLineAsync());
        Assert.Equal(
            ["127.0.0.1:8080"], Directory.GetFiles(folder.Of("run/replicas/blue/localhost@8080")).Select(file => Path.GetFileName(file)));
        Assert.False(Directory.Exists(folder.Of("run/replicas/blue/no-such-host.invalid@8080")));
    }

    private ProgramProcess Tally()
    {
        folder.Sub("run");
        return new ProgramProcess("perl", ["-e", folder.Place(EmbeddedText.Read("Caddy/Program/tally.pl"))]);
    }

    private ProgramProcess Watch(string caddy)
    {
        folder.Sub("run");
        foreach (var name in (string[])["replicas", "tally"])
        {
            folder.File($"lib/{name}.pl", folder.Place(EmbeddedText.Read($"Caddy/Program/{name}.pl")));
        }

        var watch = folder.Place(EmbeddedText.Read("Caddy/Program/watch.pl"));
        return new ProgramProcess("perl", ["-e", watch], folder.PathWith("caddy", caddy));
    }

    private async Task<Socket> ConnectAsync(string name, CancellationToken cancellationToken)
    {
        while (true)
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(folder.Of($"run/{name}.sock")), cancellationToken);
                return socket;
            }
            catch (SocketException)
            {
                socket.Dispose();
                await Task.Delay(20, cancellationToken);
            }
        }
    }

    /// <summary>All that comes back.</summary>
    private async Task<string> ReadAsync(string name, string request, CancellationToken cancellationToken)
    {
        using var socket = await ConnectAsync(name, cancellationToken);
        if (request.Length > 0)
        {
            // Who answers without a question may have closed by then.
            await socket.SendAsync(Encoding.Latin1.GetBytes(request), cancellationToken);
        }

        await using var stream = new NetworkStream(socket);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(cancellationToken);
    }
}
