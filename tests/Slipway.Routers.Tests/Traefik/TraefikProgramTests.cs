using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Slipway.Routers.Hosting;
using Slipway.Routers.Tests.Programs;

namespace Slipway.Routers.Tests.Traefik;

/// <summary>Traefik's verbs.pl and start.pl, run by a real Perl; a shell script is started in Traefik's place.</summary>
public sealed class TraefikProgramTests : IDisposable
{
    private readonly ProgramFolder folder = new();

    public void Dispose() => folder.Dispose();

    [ProgramFact("perl")]
    public async Task What_traefik_says_of_itself_is_one_line_and_anything_but_200_a_failure()
    {
        await using var traefik = SocketServer.AtLoopback(asked => asked.Split(' ')[1] switch
        {
            "/api/good" => "HTTP/1.0 200 OK\r\n\r\n[\n  {\"a\":\t1}\n]",
            "/api/none" => "HTTP/1.0 404 Not Found\r\n\r\nno",
            _ => "nonsense",
        });
        await using var bridge = Bridge(traefik.Port);

        Assert.Equal(["[ {\"a\": 1} ]"], await bridge.AskAsync("api /api/good"));
        Assert.Equal("Traefik answers nothing good to /api/none", await bridge.RefusalAsync("api /api/none"));
        Assert.Equal("Traefik answers nothing good to /api/else", await bridge.RefusalAsync("api /api/else"));
    }

    [ProgramFact("perl")]
    public async Task A_traefik_that_does_not_listen_is_named()
    {
        await using var bridge = Bridge(SocketServer.FreePort());

        Assert.Equal("Traefik does not answer: Connection refused", await bridge.RefusalAsync("api /"));
    }

    [ProgramFact("perl")]
    public async Task Pages_are_served_beside_traefik_whatever_one_client_does()
    {
        var port = SocketServer.FreePort();
        await using var traefik = Start(port, "echo up $*; exec sleep 50");
        Assert.Equal("up --one two words", await traefik.ReadLineAsync());

        // One that says nothing; the others are answered all the same.
        using var silent = new TcpClient();
        Assert.Equal(("HTTP/1.1 503 Service Unavailable", "maintenance é"), await GetAsync(port, "/maintenance", traefik.Limit));
        await silent.ConnectAsync(IPAddress.Loopback, port, traefik.Limit);
        Assert.Equal(("HTTP/1.1 503 Service Unavailable", "release é"), await GetAsync(port, "/release?x", traefik.Limit));
        Assert.Equal(("HTTP/1.1 404 Not Found", "route é"), await GetAsync(port, "/release/../../etc/passwd", traefik.Limit));
        Assert.Equal(("HTTP/1.1 404 Not Found", "route é"), await GetAsync(port, "/\u00ff" + new string('x', 100_000), traefik.Limit));
    }

    [ProgramFact("perl")]
    public async Task Without_its_pages_it_does_not_start()
    {
        await using var traefik = new ProgramProcess("perl", ["-e", folder.Place(EmbeddedText.Read("Traefik/Program/start.pl"))]);

        Assert.NotEqual(0, await traefik.EndAsync());
        Assert.Equal("maintenance: No such file or directory\n", await traefik.ErrorsAsync());
    }

    private BridgeProcess Bridge(int port) => new(
        EmbeddedText.Read("Traefik/Program/verbs.pl").Replace("8090", Text(port), StringComparison.Ordinal), folder);

    private ProgramProcess Start(int port, string traefik)
    {
        foreach (var page in (string[])["maintenance", "release", "route"])
        {
            folder.File($"lib/{page}.html", $"{page} é");
        }

        var script = folder.Place(EmbeddedText.Read("Traefik/Program/start.pl")).Replace("8091", Text(port), StringComparison.Ordinal);
        return new ProgramProcess("perl", ["-e", script, "--", "--one", "two words"], folder.PathWith("traefik", traefik));
    }

    /// <summary>Its first line and its body. The server may not listen yet.</summary>
    private static async Task<(string Status, string Body)> GetAsync(int port, string target, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
            }
            catch (SocketException)
            {
                await Task.Delay(20, cancellationToken);
                continue;
            }

            await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes($"GET {target} HTTP/1.1\r\nHost: x\r\n\r\n"), cancellationToken);
            using var reader = new StreamReader(client.GetStream());
            var answer = await reader.ReadToEndAsync(cancellationToken);
            return (answer.Split("\r\n")[0], answer.Split("\r\n\r\n", 2)[1]);
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
