using System.Net.Sockets;
using System.Text;
using Docker.DotNet.Models;

namespace Docker.DotNet.Compat.Tests.Wire;

public sealed class HttpTests : IDisposable
{
    private readonly CancellationTokenSource timeout = new(TimeSpan.FromSeconds(30));
    private readonly EngineStandIn engine = new();
    private readonly DockerClient client;

    public HttpTests() => client = new DockerClientConfiguration(engine.Address).CreateClient();

    private CancellationToken Token => timeout.Token;

    [Fact]
    public async Task A_tcp_address_is_served_and_named_as_the_host()
    {
        using var remote = new EngineStandIn(tcp: true);
        using var remoteClient = new DockerClientConfiguration(remote.Address).CreateClient();

        var request = remote.AnswerAsync(EngineStandIn.Response("200 OK", "OK"), Token);
        await remoteClient.System.PingAsync(Token);

        Assert.Contains($"Host: {remote.Address.Authority}\r\n", await request, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://host:2376")]
    [InlineData("npipe://./pipe/docker_engine")]
    public void An_address_that_cannot_be_served_is_refused_at_once(string address)
    {
        using var configuration = new DockerClientConfiguration(new Uri(address));

        Assert.Throws<NotSupportedException>(() => configuration.CreateClient());
    }

    [Fact]
    public async Task A_chunked_response_is_put_together()
    {
        var answered = engine.AnswerAsync(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "10;note=x\r\n{\"Version\":\"1.2.\r\n4\r\n3.4\"\r\n1\r\n}\r\n0\r\nTrailer: x\r\n\r\n",
            Token);

        Assert.Equal("1.2.3.4", (await client.System.GetVersionAsync(Token)).Version);
        await answered;
    }

    [Fact]
    public async Task Messages_are_reported_one_by_one_whether_or_not_lines_part_them()
    {
        var reports = new Reports<JSONMessage>();
        var answered = engine.AnswerAsync(
            "HTTP/1.1 200 OK\r\n\r\n{\"status\":\"a\"}{\"status\":\"b\"}\r\n\r\n{\"aux\":{\"Digest\":\"sha256:1\"}}", Token);

        await client.Images.CreateImageAsync(new() { FromImage = "r" }, null, reports, Token);

        await answered;
        Assert.Equal(["a", "b", null], reports.Values.Select(message => message.Status), StringComparer.Ordinal);
        Assert.Equal("sha256:1", reports.Values[2].Aux.ExtensionData["Digest"].ToString());
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{}")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-")]
    [InlineData("SSH-2.0-OpenSSH\r\n\r\n")]
    [InlineData("")]
    public async Task A_response_that_breaks_off_is_an_error(string response)
    {
        var answered = engine.AnswerAsync(response, Token);

        var exception = await Record.ExceptionAsync(() => client.System.GetVersionAsync(Token));

        await answered;
        Assert.True(exception is HttpRequestException or IOException, $"{exception}");
    }

    [Fact]
    public async Task An_archive_of_unknown_length_is_sent_in_chunks_and_left_open()
    {
        var archive = new UnseekableStream("tar"u8.ToArray());
        var request = engine.AnswerAsync(EngineStandIn.Response("200 OK"), Token);

        await client.Containers.ExtractArchiveToContainerAsync("c", new() { Path = "/a b" }, archive, Token);

        var sent = await request;
        Assert.StartsWith("PUT /containers/c/archive?path=%2Fa%20b HTTP/1.1\r\n", sent, StringComparison.Ordinal);
        Assert.EndsWith(
            "Content-Type: application/x-tar\r\nTransfer-Encoding: chunked\r\n\r\n3\r\ntar\r\n0\r\n\r\n", sent, StringComparison.Ordinal);
        Assert.True(archive.CanRead);
    }

    [Fact]
    public async Task An_engine_that_refuses_before_it_read_the_body_is_heard()
    {
        var refused = Task.Run(
            async () =>
            {
                using var connection = await engine.AcceptAsync(Token);
                var refusal = EngineStandIn.Response("404 Not Found", "{\"message\":\"no such path\"}");
                await connection.SendAsync(Encoding.UTF8.GetBytes(refusal), Token);
            },
            Token);

        await Assert.ThrowsAsync<DockerContainerNotFoundException>(() => client.Containers.ExtractArchiveToContainerAsync(
            "c", new() { Path = "/nowhere" }, new MemoryStream(new byte[8 * 1024 * 1024]), Token));
        await refused;
    }

    [Fact]
    public async Task A_zero_in_a_nullable_parameter_is_not_sent()
    {
        var request = engine.AnswerAsync(EngineStandIn.Response("204 No Content"), Token);

        await client.Containers.StopContainerAsync("c", new() { WaitBeforeKillSeconds = 0 }, Token);

        Assert.StartsWith("POST /containers/c/stop HTTP/1.1\r\n", await request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_cannot_smuggle_a_query_in()
    {
        var request = engine.AnswerAsync(EngineStandIn.Response("204 No Content"), Token);

        await client.Containers.RemoveContainerAsync("c?force=1#x y", new(), Token);

        Assert.StartsWith("DELETE /containers/c%3Fforce=1%23x%20y HTTP/1.1\r\n", await request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_header_with_a_line_break_is_refused()
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["X-H"] = "1\r\nX-Evil: 2" };

        await Assert.ThrowsAsync<ArgumentException>(() =>
            client.Images.CreateImageAsync(new() { FromImage = "r" }, null, headers, new Reports<JSONMessage>(), Token));
    }

    [Fact]
    public async Task A_required_parameter_that_is_missing_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(() =>
            client.Containers.GetArchiveFromContainerAsync("c", new(), statOnly: true, Token));

    [Fact]
    public async Task A_call_ends_at_its_timeout_when_the_engine_stays_silent()
    {
        client.DefaultTimeout = TimeSpan.FromMilliseconds(50);
        var accepted = engine.AcceptAsync(Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.System.PingAsync(Token));
        (await accepted).Dispose();
    }

    [Fact]
    public async Task Cancelling_ends_a_stream_that_waits_for_the_next_message_and_closes_its_connection()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var first = new TaskCompletionSource<Message>(TaskCreationOptions.RunContinuationsAsynchronously);
        var watching = client.System.MonitorEventsAsync(new(), new Immediately<Message>(first.SetResult), stop.Token);
        using var connection = await engine.AcceptAsync(Token);
        await EngineStandIn.ReadRequestAsync(connection, Token);
        await connection.SendAsync("HTTP/1.1 200 OK\r\n\r\n{\"Action\":\"start\"}\n"u8.ToArray(), Token);
        Assert.Equal("start", (await first.Task.WaitAsync(Token)).Action);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watching);
        Assert.Equal(0, await connection.ReceiveAsync(new byte[1], Token));
    }

    [Fact]
    public async Task An_exec_session_hands_over_what_came_with_the_head_and_closes_its_halves_apart()
    {
        var starting = client.Exec.StartAndAttachContainerExecAsync("e", tty: false, Token);
        using var connection = await engine.AcceptAsync(Token);
        await EngineStandIn.ReadRequestAsync(connection, Token);
        byte[] early = [.. "HTTP/1.1 200 OK\r\n\r\n"u8, 1, 0, 0, 0, 0, 0, 0, 2, .. "hi"u8];
        await connection.SendAsync(early, Token);

        using var session = await starting;
        await session.WriteAsync("in"u8.ToArray(), 0, 2, Token);
        session.CloseWrite();
        var received = new byte[8];
        Assert.Equal(2, await connection.ReceiveAsync(received, Token));
        Assert.Equal(0, await connection.ReceiveAsync(received, Token));
        await connection.SendAsync(new byte[] { 2, 0, 0, 0, 0, 0, 0, 3, (byte)'e', (byte)'r', (byte)'r' }, Token);
        connection.Shutdown(SocketShutdown.Send);

        Assert.Equal(("hi", "err"), await session.ReadOutputToEndAsync(Token));
    }

    public void Dispose()
    {
        client.Dispose();
        engine.Dispose();
        timeout.Dispose();
    }

    private sealed class UnseekableStream(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;
    }
}
