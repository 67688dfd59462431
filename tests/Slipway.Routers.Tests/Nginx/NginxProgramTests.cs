using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Slipway.Applications;
using Slipway.Routers.Foundation;
using Slipway.Routers.Hosting;
using Slipway.Routers.Nginx;
using Slipway.Routers.Tests.Stages;
using Slipway.Routing;
using Slipway.Verification;

namespace Slipway.Routers.Tests.Nginx;

/// <summary>Slipway's own program inside nginx: how it is replaced, and what requests can do to it.</summary>
public sealed class NginxProgramTests : IDisposable
{
    private readonly CancellationTokenSource limit = new(TimeSpan.FromMinutes(5));

    private CancellationToken Token => limit.Token;

    public void Dispose() => limit.Dispose();

    [EngineFact]
    public async Task Another_program_comes_into_force_under_load_without_a_reload()
    {
        await using var stage = await Stage.CreateLiveAsync(RouterKind.Nginx, Token);
        await using var session = new RouterSession(stage.Engine.Containers, stage.Names.Router);
        var control = new NginxControl(session);
        var probe = OpenLoopProbe.Start(
            new ProbeOptions { BaseAddress = stage.Address, Paths = [new("/", Weight: 95), new("/slow", Weight: 5)], Rate = 100 },
            TimeProvider.System);

        for (var turn = 1; turn <= 5; turn++)
        {
            var program = NginxProgram.Text.Replace(
                "No release yet", string.Create(CultureInfo.InvariantCulture, $"Program {turn}"), StringComparison.Ordinal);
            await control.WriteProgramAsync(program, Token);
            await Task.Delay(200, Token);
        }

        var result = await probe.StopAsync(Token);
        Assert.Equal(0, result.Failed);
        Assert.Equal(Split.All(Slot.Blue), (await stage.Router.ObserveAsync(Token)).Split);
        await stage.Router.ShiftAsync(Split.None, Token);
        Assert.Contains("Program 5", (await stage.GetAsync("/", Token)).Body, StringComparison.Ordinal);

        // Whoever comes with the right one brings it back.
        await stage.Router.EnsureAsync(Token);
        Assert.Contains("No release yet", (await stage.GetAsync("/", Token)).Body, StringComparison.Ordinal);
    }

    [EngineTheory]
    [InlineData("nonsense")]
    [InlineData("package.preload[\"route\"] = assert(loadstring(\"nonsense\"))")]
    public async Task A_program_that_can_not_be_read_leaves_the_good_one_in_force(string program)
    {
        await using var stage = await Stage.CreateLiveAsync(RouterKind.Nginx, Token);
        await using var session = new RouterSession(stage.Engine.Containers, stage.Names.Router);

        await Assert.ThrowsAsync<RouterException>(() => new NginxControl(session).WriteProgramAsync(program, Token));

        Assert.Equal(NginxProgram.Text, await session.ReadAsync(NginxProgram.Path, Token));
        Assert.Equal("one", (await stage.GetAsync("/", Token)).Body);
    }

    [EngineFact]
    public async Task No_request_makes_the_program_fail()
    {
        await using var stage = await Stage.CreateLiveAsync(RouterKind.Nginx, Token);
        await stage.StartAsync(Slot.Green, "two", Token);
        await stage.AdmitAsync(
            Slot.Green, Stage.Routes with { Canary = new CanaryMark(CanaryMarkSource.Cookie, "tester", "yes") }, Token, 1);
        await stage.Router.ShiftAsync(Split.CanaryOf(Slot.Green, 50), Token);
        string[] parts =
        [
            "/", "//", "/%", "/%00", "/..", "/../../etc/passwd", "*", "?", "#", "http://x/y", ";", "=", ",", "\"", "'", "[[",
            "]]", "$slot", "%", "é", "\t", " ",
            "blue", "green", "red", "tester", "tester=yes", "tester=\"yes\"", "Cookie: tester", "X-Slipway-Slot: blue",
            "X-Slipway-Slot: ", "X-Slipway-Slot:",
            "Host: x", "Host: [::1]:80", "Cookie:", "\r\n", "\r\n", "\r\n", "HTTP/1.0", "HTTP/1.1", "HTTP/9.9", "GET", "POST",
            "HEAD", "Upgrade: websocket", "Transfer-Encoding: chunked",
        ];
        var random = new Random(3);
        for (var request = 0; request < 1000; request++)
        {
            var text = new StringBuilder(random.Next(4) == 0 ? "" : "GET /")
                .AppendJoin(random.Next(2) == 0 ? "" : " ", random.GetItems(parts, random.Next(12)));
            text.Append(random.Next(2) == 0 ? " HTTP/1.1\r\nHost: x\r\nCookie: tester=yes; " + parts[random.Next(parts.Length)] : "");
            var answer = await SendAsync(stage, text + "\r\n\r\n");
            Assert.DoesNotContain(" 500 ", answer, StringComparison.Ordinal);
        }

        await foreach (var line in stage.Engine.Containers.ReadLogsAsync(stage.Names.Router, 1000, Token))
        {
            Assert.DoesNotContain("lua", line, StringComparison.OrdinalIgnoreCase);
        }

        await stage.DrainAsync(Slot.Blue, Token);
        await stage.DrainAsync(Slot.Green, Token);
    }

    /// <summary>
    /// From outside its container nothing but the two public ports can be reached; 127.0.0.11 is the engine's name service.
    /// </summary>
    [EngineFact]
    public async Task Nothing_but_the_public_ports_listens()
    {
        await using var stage = await Stage.CreateAsync(RouterKind.Nginx, Token);

        var sockets = await stage.Engine.Containers.ExecuteAsync(stage.Names.Router, ["cat", "/proc/net/tcp", "/proc/net/tcp6"], Token);

        const string Listening = "0A";
        var listeners = sockets.StandardOutput.Split('\n')
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields.Length > 3
                && string.Equals(fields[3], Listening, StringComparison.Ordinal)
                && !fields[1].StartsWith("0B00007F", StringComparison.Ordinal))
            .Select(fields => int.Parse(fields[1].Split(':')[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        Assert.Equal([IRouter.InnerPort, IRouter.InnerTlsPort], listeners.Order().Distinct());
    }

    /// <summary>The first line of what comes back; empty if nothing does.</summary>
    private async Task<string> SendAsync(Stage stage, string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, stage.Address.Port, Token);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(request), Token);
        socket.Client.Shutdown(SocketShutdown.Send);
        using var reader = new StreamReader(stream);
        try
        {
            return await reader.ReadLineAsync(Token) ?? "";
        }
        catch (IOException)
        {
            return "";
        }
    }
}
