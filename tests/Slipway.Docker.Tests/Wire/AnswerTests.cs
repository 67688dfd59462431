using System.Net.Sockets;
using System.Text;
using Docker.DotNet.Models;
using Slipway.Containers;
using Slipway.Docker.Engine;
using Slipway.Docker.Engine.Transport;

namespace Slipway.Docker.Tests.Wire;

/// <summary>What becomes of answers that stop: half-way, or for good.</summary>
public sealed class AnswerTests : IDisposable
{
    /// <summary>Far beyond what a test needs on a loaded machine.</summary>
    private static readonly TimeSpan Never = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(300);

    private readonly CancellationTokenSource timeout = new(TimeSpan.FromMinutes(2));
    private readonly EngineStandIn standIn = new();

    private CancellationToken Token => timeout.Token;

    public static TheoryData<string, string> UnfinishedAnswers
    {
        get
        {
            var cases = new TheoryData<string, string>();
            string[] refused =
            [
                "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 99\r\n\r\n{\"mess",
                "HTTP/1.1 500 Internal Server Error\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n{\"mess\r\n",
            ];
            string[] promised =
            [
                .. refused,
                "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"Id\":",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n{\"Id\":\r\n",
            ];
            foreach (var kind in EngineCalls.WholeKinds)
            {
                cases.Add(kind, "HTTP/1.1 200 OK\r\nConte");
                Array.ForEach(promised, answer => cases.Add(kind, answer));
            }

            foreach (var kind in EngineCalls.StreamingKinds)
            {
                Array.ForEach(refused, answer => cases.Add(kind, answer));
            }

            return cases;
        }
    }

    public static TheoryData<string> StreamingKinds => [.. EngineCalls.StreamingKinds];

    [Theory]
    [MemberData(nameof(UnfinishedAnswers))]
    public async Task An_engine_that_falls_silent_in_the_middle_of_its_answer_is_not_waited_for_longer_than_the_limit(
        string kind, string answer)
    {
        using var engine = standIn.Connect(Soon);
        var answered = standIn.AnswerAsync(answer, Token);

        var failure = await Assert.ThrowsAsync<EngineUnreachableException>(() => EngineCalls.MakeAsync(kind, engine, Token));

        Assert.Contains("did not answer in time", failure.Message, StringComparison.Ordinal);
        try
        {
            using var connection = (await answered).Connection;
        }
        catch (SocketException)
        {
            // On a busy machine the limit is over before the answer has begun: silence as well.
        }
    }

    [Theory]
    [MemberData(nameof(UnfinishedAnswers))]
    public async Task An_answer_that_breaks_off_is_an_error_that_says_so(string kind, string answer)
    {
        using var engine = standIn.Connect(Never);
        var answered = standIn.AnswerAndCloseAsync(answer, Token);

        var failure = await Assert.ThrowsAsync<EngineUnreachableException>(() => EngineCalls.MakeAsync(kind, engine, Token));

        Assert.Contains("broke off in the middle of its answer", failure.Message, StringComparison.Ordinal);
        await answered;
    }

    [Theory]
    [InlineData("inspect", "HTTP/1.1 200 OK\r\n\r\n{\"Id\":")]
    [InlineData("list", "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>")]
    [InlineData("list", "SSH-2.0-OpenSSH\r\n\r\n")]
    [InlineData("create", "")]
    [InlineData("pull", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n15\r\n{\"status\":\"pulling\"}\n\r\n")]
    [InlineData("pull", "HTTP/1.1 200 OK\r\n\r\n{\"status\":\"pull")]
    [InlineData("pull", "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n{\"id\":<")]
    [InlineData("import", "HTTP/1.1 200 OK\r\n\r\n{\"status\":\"a\"}\r\n<html>")]
    [InlineData("build", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n99\r\n{\"stream\":\"Step")]
    [InlineData("log", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n\u0001\0\0\0\0\0\0\u0004\r\n")]
    [InlineData("session", "HTTP/1.1 200 OK\r\n\r\n\u0001\0\0\0\0\0\0\u0004ab")]
    [InlineData("session", "HTTP/1.1 200 O")]
    public async Task What_is_no_answer_or_only_half_of_one_is_an_error_that_says_so(string kind, string answer)
    {
        using var engine = standIn.Connect(Never);
        var answered = standIn.AnswerAndCloseAsync(answer, Token);

        var failure = await Assert.ThrowsAsync<EngineUnreachableException>(() => EngineCalls.MakeAsync(kind, engine, Token));

        Assert.Contains("broke off in the middle of its answer", failure.Message, StringComparison.Ordinal);
        await answered;
    }

    [Theory]
    [InlineData("inspect", "")]
    [InlineData("list", "")]
    [InlineData("create", "")]
    [InlineData("remove", "HTTP/1.1 200 OK\r\nConte")]
    [InlineData("inspect", "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"Id\":")]
    [InlineData("pull", "")]
    [InlineData("pull", "HTTP/1.1 200 OK\r\n\r\n{\"status\":\"pull")]
    [InlineData("log", "")]
    [InlineData("session", "")]
    public async Task A_connection_that_is_reset_breaks_off_an_answer_too_and_starting_an_engine_is_no_advice(string kind, string answer)
    {
        using var remote = new EngineStandIn(tcp: true);
        using var engine = remote.Connect(Never);
        var calling = EngineCalls.MakeAsync(kind, engine, Token);
        Reset((await remote.AnswerAsync(answer, Token)).Connection);

        var failure = await Assert.ThrowsAsync<EngineUnreachableException>(() => calling);

        Assert.Contains("broke off in the middle of its answer", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(EngineEndpoint.Variable, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_is_reset_before_anything_was_sent_is_no_refused_upload()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(listener.LocalEndpoint, Token);
        Reset(await listener.AcceptSocketAsync(Token));
        Assert.True(socket.Poll(TimeSpan.FromMinutes(1), SelectMode.SelectRead));

        await using var stream = new EngineStream(socket, Token);
        await stream.WriteAsync("POST /build HTTP/1.1\r\n\r\n"u8.ToArray(), Token);
        var failure = await Assert.ThrowsAsync<IOException>(() => stream.ReadExactlyAsync(new byte[1], Token).AsTask());

        Assert.IsType<SocketException>(failure.InnerException);
    }

    [Fact]
    public async Task An_answer_with_nothing_in_it_is_an_error_where_something_was_asked_for()
    {
        using var engine = standIn.Connect(Never);
        var answered = standIn.AnswerAndCloseAsync(EngineStandIn.Response("200 OK"), Token);

        var failure = await Assert.ThrowsAsync<EngineUnreachableException>(() => engine.Containers.FindAsync("c", Token));

        Assert.Contains("broke off in the middle of its answer", failure.Message, StringComparison.Ordinal);
        await answered;
    }

    [Theory]
    [InlineData("remove", "204 No Content")]
    [InlineData("copy", "304 Not Modified")]
    public async Task An_answer_without_a_body_is_complete_though_the_connection_stays_open(string kind, string status)
    {
        using var engine = standIn.Connect(Never);
        var answered = standIn.AnswerAsync($"HTTP/1.1 {status}\r\n\r\n", Token);

        await EngineCalls.MakeAsync(kind, engine, Token);

        using var connection = (await answered).Connection;
    }

    [Theory]
    [MemberData(nameof(StreamingKinds))]
    public async Task A_stream_may_be_silent_for_longer_than_the_limit(string kind)
    {
        using var engine = standIn.Connect(Soon);
        var calling = EngineCalls.MakeAsync(kind, engine, Token);
        using var connection = (await standIn.AnswerAsync("HTTP/1.1 200 OK\r\n\r\n", Token)).Connection;

        await Task.Delay(3 * Soon, Token);
        Assert.False(calling.IsCompleted);

        var last = kind is "log" or "session" ? "\u0001\0\0\0\0\0\0\u0002ok" : "{\"status\":\"done\"}";
        await connection.SendAsync(Encoding.ASCII.GetBytes(last), Token);
        connection.Dispose();
        await calling;
    }

    [Theory]
    [MemberData(nameof(StreamingKinds))]
    public async Task A_stream_that_is_given_up_ends_as_such_and_closes_its_connection(string kind)
    {
        using var engine = standIn.Connect(Never);
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var calling = EngineCalls.MakeAsync(kind, engine, giveUp.Token);
        using var connection = (await standIn.AnswerAsync("HTTP/1.1 200 OK\r\n\r\n", Token)).Connection;

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => calling);
        Assert.True(await IsClosedAsync(connection));
    }

    [Fact]
    public async Task Messages_are_reported_one_by_one_whether_or_not_lines_part_them()
    {
        using var engine = standIn.Connect(Never);
        var reports = new List<string>();
        var answered = standIn.AnswerAndCloseAsync(
            "HTTP/1.1 200 OK\r\n\r\n{\"status\":\"a\"}{\"status\":\"b\"}\r\n\r\n{\"aux\":{\"Digest\":\"sha256:1\"}}", Token);

        await engine.Connection.CallAsync(
            "pull",
            (client, token) => client.Images.CreateImageAsync(
                new ImagesCreateParameters { FromImage = "i" }, null, new EngineMessages(new Immediate<string>(reports.Add)), token),
            Token);

        await answered;
        Assert.Equal(["a", "b"], reports);
    }

    [Fact]
    public async Task A_session_hands_over_what_came_with_the_head_and_closes_its_halves_apart()
    {
        using var engine = standIn.Connect(Soon);
        var starting = engine.Connection.CallOnceAsync(
            "run", (client, token) => client.Exec.StartAndAttachContainerExecAsync("e", tty: false, token), Token);
        using var connection = (await standIn.AnswerAsync("HTTP/1.1 200 OK\r\n\r\n\u0001\0\0\0\0\0\0\u0002hi", Token)).Connection;

        using var session = await starting;
        await session.WriteAsync("in"u8.ToArray(), 0, 2, Token);
        session.CloseWrite();
        var received = new byte[8];
        Assert.Equal(2, await connection.ReceiveAsync(received, Token));
        Assert.Equal(0, await connection.ReceiveAsync(received, Token));
        await connection.SendAsync("\u0002\0\0\0\0\0\0\u0003err"u8.ToArray(), Token);
        connection.Dispose();

        Assert.Equal(("hi", "err"), await session.ReadOutputToEndAsync(Token));
    }

    [Fact]
    public async Task A_name_can_not_smuggle_a_query_in()
    {
        using var engine = standIn.Connect(Never);
        var request = standIn.AnswerAndCloseAsync(EngineStandIn.Response("404 Not Found", "{\"message\":\"none of those\"}"), Token);

        Assert.Null(await engine.Containers.FindAsync("c?force=1#x y", Token));

        Assert.StartsWith("GET /containers/c%3Fforce=1%23x%20y/json HTTP/1.1\r\n", await request, StringComparison.Ordinal);
    }

    /// <summary>Closes without waiting for what is on its way: the other side is told that the connection is reset.</summary>
    private static void Reset(Socket connection)
    {
        connection.LingerState = new LingerOption(enable: true, seconds: 0);
        connection.Dispose();
    }

    /// <summary>A client that goes while an answer is on its way resets the connection, and else ends it.</summary>
    private async Task<bool> IsClosedAsync(Socket connection)
    {
        try
        {
            return await connection.ReceiveAsync(new byte[1], Token) == 0;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    public void Dispose()
    {
        standIn.Dispose();
        timeout.Dispose();
    }
}
