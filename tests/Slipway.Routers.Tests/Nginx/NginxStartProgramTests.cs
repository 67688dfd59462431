using Slipway.Routers.Hosting;
using Slipway.Routers.Tests.Programs;

namespace Slipway.Routers.Tests.Nginx;

/// <summary>nginx's start.pl, run by a real Perl; a shell script is started in nginx' place, and a socket answers in its name.</summary>
public sealed class NginxStartProgramTests : IDisposable
{
    private const string Nginx =
        "trap 'echo quit; exit 4' QUIT; trap 'echo term; exit 5' TERM; echo up \"$@\"; while :; do sleep 0.1; done";
    private readonly ProgramFolder folder = new();

    public void Dispose() => folder.Dispose();

    [ProgramFact("perl")]
    public async Task Told_to_end_well_it_ends_nginx_when_no_idle_connection_is_left()
    {
        var left = 3;
        folder.Sub("run");
        await using var control = SocketServer.At(folder.Of("run/control.sock"), _ => $"HTTP/1.1 200 OK\r\n\r\n{--left}");
        await using var start = Start(Nginx);
        Assert.Equal("up -c a b", await start.ReadLineAsync());

        await start.SignalAsync("QUIT");

        Assert.Equal("quit", await start.ReadLineAsync());
        Assert.Equal(4, await start.EndAsync());
        Assert.Equal(Enumerable.Repeat("POST /leave HTTP/1.0\r\nHost: router\r\n\r\n", 3), control.Asked);
    }

    [ProgramFact("perl")]
    public async Task An_nginx_that_does_not_say_is_ended_at_once()
    {
        await using var start = Start(Nginx);
        Assert.Equal("up -c a b", await start.ReadLineAsync());

        await start.SignalAsync("QUIT");

        Assert.Equal("quit", await start.ReadLineAsync());
        Assert.Equal(4, await start.EndAsync());
    }

    [ProgramFact("perl")]
    public async Task Told_to_end_now_it_passes_that_on()
    {
        await using var start = Start(Nginx);
        Assert.Equal("up -c a b", await start.ReadLineAsync());

        await start.SignalAsync("TERM");

        Assert.Equal("term", await start.ReadLineAsync());
        Assert.Equal(5, await start.EndAsync());
    }

    [ProgramFact("perl")]
    public async Task It_ends_as_nginx_ends()
    {
        await using var failed = Start("exit 3");
        Assert.Equal(3, await failed.EndAsync());

        await using var killed = Start("kill -KILL $$");
        Assert.Equal(128 + 9, await killed.EndAsync());
    }

    [ProgramFact("perl")]
    public async Task An_nginx_that_is_missing_is_named()
    {
        await using var start = new ProgramProcess(
            "perl", ["-e", $"BEGIN {{ $ENV{{PATH}} = '/nowhere' }}\n{EmbeddedText.Read("Nginx/Program/start.pl")}"]);

        Assert.Equal(127, await start.EndAsync());
        Assert.EndsWith("nginx: No such file or directory\n", await start.ErrorsAsync(), StringComparison.Ordinal);
    }

    private ProgramProcess Start(string nginx) => new(
        "perl", ["-e", folder.Place(EmbeddedText.Read("Nginx/Program/start.pl")), "--", "-c", "a b"], folder.PathWith("nginx", nginx));
}
