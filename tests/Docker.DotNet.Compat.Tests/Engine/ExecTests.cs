using System.Diagnostics;
using System.Text;

namespace Docker.DotNet.Compat.Tests.Engine;

public sealed class ExecTests : IDisposable
{
    private readonly CancellationTokenSource timeout = new(TimeSpan.FromMinutes(2));

    private CancellationToken Token => timeout.Token;

    [EngineFact]
    public async Task Lines_go_round_through_a_session_until_its_input_is_closed()
    {
        await using var container = await RunningContainer.StartAsync(Token);
        var id = await container.PrepareAsync(Token, "sh", "-c", "while read -r line; do echo \"got $line\"; done; echo end >&2; exit 3");

        using var session = await container.Client.Exec.StartAndAttachContainerExecAsync(id, tty: false, Token);
        for (var i = 0; i < 20; i++)
        {
            await session.WriteAsync(Encoding.UTF8.GetBytes($"{i}\n"), 0, $"{i}\n".Length, Token);
            Assert.Equal($"got {i}\n", await ReadAsync(session, Token));
        }

        Assert.True((await container.Client.Exec.InspectContainerExecAsync(id, Token)).Running);
        session.CloseWrite();

        Assert.Equal(("", "end\n"), await session.ReadOutputToEndAsync(Token));
        Assert.Equal(3, (await EndOfAsync(container, id, Token)).ExitCode);
    }

    [EngineFact]
    public async Task Much_can_flow_both_ways_at_once()
    {
        await using var container = await RunningContainer.StartAsync(Token);
        var id = await container.PrepareAsync(Token, "cat");
        var sent = new byte[4 * 1024 * 1024];
        new Random(1).NextBytes(sent);

        using var session = await container.Client.Exec.StartAndAttachContainerExecAsync(id, tty: false, Token);
        var sending = Task.Run(
            async () =>
            {
                await session.CopyFromAsync(new MemoryStream(sent), Token);
                session.CloseWrite();
            },
            Token);
        using var received = new MemoryStream();
        await session.CopyOutputToAsync(Stream.Null, received, Stream.Null, Token);
        await sending;

        Assert.True(sent.AsSpan().SequenceEqual(received.ToArray()));
    }

    [EngineFact]
    public async Task A_read_that_waits_for_output_can_be_cancelled()
    {
        await using var container = await RunningContainer.StartAsync(Token);
        var id = await container.PrepareAsync(Token, "cat");
        using var session = await container.Client.Exec.StartAndAttachContainerExecAsync(id, tty: false, Token);
        using var impatient = new CancellationTokenSource();

        var reading = session.ReadOutputAsync(new byte[1], 0, 1, impatient.Token);
        await impatient.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    [EngineFact]
    public async Task Disposing_a_session_ends_its_input()
    {
        await using var container = await RunningContainer.StartAsync(Token);
        var id = await container.PrepareAsync(Token, "sh", "-c", "echo held; cat; exit 5");

        using (var session = await container.Client.Exec.StartAndAttachContainerExecAsync(id, tty: false, Token))
            Assert.Equal("held\n", await ReadAsync(session, Token));

        Assert.Equal(5, (await EndOfAsync(container, id, Token)).ExitCode);
    }

    [EngineFact]
    public async Task A_client_that_is_killed_takes_its_sessions_input_with_it()
    {
        await using var container = await RunningContainer.StartAsync(Token);
        var id = await container.PrepareAsync(Token, "sh", "-c", "echo held; cat; exit 9");
        var start = new ProcessStartInfo("dotnet", [typeof(ExecTests).Assembly.Location, id])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var client = Process.Start(start)!;
        Assert.Equal("held", await client.StandardOutput.ReadLineAsync(Token));
        Assert.True((await container.Client.Exec.InspectContainerExecAsync(id, Token)).Running);

        client.Kill();
        await client.WaitForExitAsync(Token);

        Assert.Equal(9, (await EndOfAsync(container, id, Token)).ExitCode);
    }

    [EngineFact]
    public async Task A_session_with_a_terminal_is_not_multiplexed()
    {
        await using var container = await RunningContainer.StartAsync(Token);
        var created = await container.Client.Exec.ExecCreateContainerAsync(
            container.Id,
            new() { AttachStdout = true, AttachStderr = true, Tty = true, Cmd = ["sh", "-c", "test -t 1 && echo terminal"] },
            Token);

        using var session = await container.Client.Exec.StartAndAttachContainerExecAsync(created.ID, tty: true, Token);

        Assert.Equal(("terminal\r\n", ""), await session.ReadOutputToEndAsync(Token));
    }

    public void Dispose() => timeout.Dispose();

    private static async Task<string> ReadAsync(MultiplexedStream session, CancellationToken cancellationToken)
    {
        var buffer = new byte[256];
        var read = await session.ReadOutputAsync(buffer, 0, buffer.Length, cancellationToken);
        Assert.Equal(MultiplexedStream.TargetStream.StandardOut, read.Target);
        return Encoding.UTF8.GetString(buffer, 0, read.Count);
    }

    private static async Task<Models.ContainerExecInspectResponse> EndOfAsync(
        RunningContainer container, string id, CancellationToken cancellationToken)
    {
        while (true)
        {
            var state = await container.Client.Exec.InspectContainerExecAsync(id, cancellationToken);
            if (!state.Running)
                return state;
            await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
        }
    }
}
