using System.Net;
using System.Net.Sockets;
using System.Text;
using Slipway.Containers;
using Slipway.Docker.Engine;

namespace Slipway.Docker.Tests.Wire;

/// <summary>What becomes of uploads that the engine does not take to their end.</summary>
public sealed class UploadTests : IDisposable
{
    private static readonly TimeSpan Never = TimeSpan.FromMinutes(5);
    private readonly CancellationTokenSource timeout = new(TimeSpan.FromMinutes(2));

    private CancellationToken Token => timeout.Token;

    public static TheoryData<string, bool> UploadsOverBothTransports
    {
        get
        {
            var cases = new TheoryData<string, bool>();
            foreach (var kind in EngineCalls.UploadingKinds)
            {
                cases.Add(kind, false);
                cases.Add(kind, true);
            }

            return cases;
        }
    }

    public static TheoryData<string> Uploads => [.. EngineCalls.UploadingKinds];

    [Theory]
    [MemberData(nameof(UploadsOverBothTransports))]
    public async Task An_engine_that_refuses_an_upload_before_it_has_read_it_is_heard(string kind, bool tcp)
    {
        using var standIn = new EngineStandIn(tcp);
        using var engine = standIn.Connect(Never);
        var uploading = EngineCalls.MakeAsync(kind, engine, Token);
        using (var connection = await standIn.AcceptAsync(Token))
        {
            await connection.ReceiveAsync(new byte[100], Token);
            await connection.SendAsync(
                Encoding.UTF8.GetBytes(EngineStandIn.Response("403 Forbidden", "{\"message\":\"no space is left\"}")), Token);
        }

        var failure = await Assert.ThrowsAsync<RefusedCallException>(() => uploading);

        Assert.Equal(HttpStatusCode.Forbidden, failure.Status);
        Assert.Equal($"The engine refused to {kind}: no space is left", failure.Message);
    }

    [Theory]
    [MemberData(nameof(UploadsOverBothTransports))]
    public async Task An_engine_that_closes_in_the_middle_of_an_upload_without_a_word_has_refused_it(string kind, bool tcp)
    {
        using var standIn = new EngineStandIn(tcp);
        using var engine = standIn.Connect(Never);
        var uploading = EngineCalls.MakeAsync(kind, engine, Token);
        using (var connection = await standIn.AcceptAsync(Token))
        {
            await connection.ReceiveAsync(new byte[100], Token);
        }

        var failure = await Assert.ThrowsAsync<RefusedCallException>(() => uploading);

        Assert.Null(failure.Status);
        Assert.StartsWith($"The engine refused to {kind}: it closed the connection before it had taken all", failure.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Uploads))]
    public async Task An_upload_that_nobody_takes_can_be_given_up(string kind)
    {
        using var standIn = new EngineStandIn();
        using var engine = standIn.Connect(Never);
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var uploading = EngineCalls.MakeAsync(kind, engine, giveUp.Token);
        using var connection = await standIn.AcceptAsync(Token);
        await connection.ReceiveAsync(new byte[100], Token);

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => uploading);
        await DrainAsync(connection);
    }

    [Fact]
    public async Task Files_that_nobody_takes_are_not_waited_for_longer_than_the_limit()
    {
        using var standIn = new EngineStandIn();
        using var engine = standIn.Connect(TimeSpan.FromMilliseconds(200));
        var uploading = EngineCalls.MakeAsync("copy", engine, Token);
        using var connection = await standIn.AcceptAsync(Token);

        var failure = await Assert.ThrowsAsync<EngineUnreachableException>(() => uploading);

        Assert.Contains("did not answer in time", failure.Message, StringComparison.Ordinal);
        await DrainAsync(connection);
    }

    [Fact]
    public async Task A_session_whose_command_has_gone_says_so_when_it_is_written_to()
    {
        using var standIn = new EngineStandIn();
        using var engine = standIn.Connect(Never);
        var starting = engine.Connection.CallOnceAsync(
            "run", (client, token) => client.Exec.StartAndAttachContainerExecAsync("e", tty: false, token), Token);
        var (connection, _) = await standIn.AnswerAsync("HTTP/1.1 200 OK\r\n\r\n", Token);
        using var session = await starting;
        connection.Dispose();

        await Assert.ThrowsAsync<IOException>(() => session.WriteAsync("in"u8.ToArray(), 0, 2, Token));
    }

    public void Dispose() => timeout.Dispose();

    /// <summary>To its end, which comes only when the client has closed.</summary>
    private async Task DrainAsync(Socket connection)
    {
        var buffer = new byte[64 * 1024];
        while (await connection.ReceiveAsync(buffer, Token) > 0)
        {
            // What was on its way.
        }
    }
}
