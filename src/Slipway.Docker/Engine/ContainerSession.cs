using System.Text;
using System.Threading.Channels;
using Docker.DotNet;
using Slipway.Containers;

namespace Slipway.Docker.Engine;

/// <inheritdoc cref="IContainerSession"/>
/// <remarks>
/// A pump reads all the time: standard error is there even if nobody reads lines, and a cancelled read can't tear a frame of the stream
/// apart.
/// </remarks>
internal sealed class ContainerSession : IContainerSession
{
    private const int StandardErrorLimit = 4 * 1024;

    /// <summary>
    /// How long disposal waits for the command to end on its own, so that what it held (a lock, a socket) is free afterwards.
    /// </summary>
    private static readonly TimeSpan FarewellLimit = TimeSpan.FromSeconds(2);

    private readonly DockerConnection connection;
    private readonly MultiplexedStream stream;
    private readonly string command;
    private readonly TailBuffer standardError = new(StandardErrorLimit);
    private readonly Channel<string> lines = Channel.CreateBounded<string>(
        new BoundedChannelOptions(1024) { SingleReader = false, SingleWriter = true });

    private readonly CancellationTokenSource closing = new();
    private readonly Task pump;
    private bool disposed;

    /// <summary>Known before any reader learns of the end: who has seen it can't write any more.</summary>
    private volatile bool ended;

    public ContainerSession(DockerConnection connection, MultiplexedStream stream, string command)
    {
        this.connection = connection;
        this.stream = stream;
        this.command = command;
        pump = PumpAsync();
    }

    public string StandardError => standardError.ToString();

    public async Task WriteLineAsync(string line, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (line.Contains('\n', StringComparison.Ordinal))
        {
            throw new ArgumentException("One line at a time: the text contains a line feed.", nameof(line));
        }

        if (ended)
        {
            throw Ended(cause: null);
        }

        var bytes = Encoding.UTF8.GetBytes(line + '\n');
        try
        {
            await stream.WriteAsync(bytes, 0, bytes.Length, cancellationToken);
        }
        catch (IOException broken)
        {
            throw Ended(broken);
        }
    }

    public async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        return await lines.Reader.WaitToReadAsync(cancellationToken) && lines.Reader.TryRead(out var line) ? line : null;
    }

    public async ValueTask DisposeAsync()
    {
        if (disposed)
        {
            return;
        }

        disposed = true;
        closing.CancelAfter(FarewellLimit);
        try
        {
            stream.CloseWrite();
            await foreach (var _ in lines.Reader.ReadAllAsync(CancellationToken.None))
            {
                // What the command still says is of no interest, but a full channel would keep it from ending.
            }
        }
        catch (Exception exception) when (DockerConnection.IsAboutTheEngine(exception) || exception is SlipwayException)
        {
            // The connection is gone, and with it the session: nothing is left to close.
        }

        await pump;
        stream.Dispose();
        closing.Dispose();
    }

    private async Task PumpAsync()
    {
        var output = new LineBuffer();
        var buffer = new byte[16 * 1024];
        Exception? failure = null;
        try
        {
            while (true)
            {
                var read = await stream.ReadOutputAsync(buffer, 0, buffer.Length, closing.Token).WaitAsync(closing.Token);
                if (read.EOF)
                {
                    break;
                }

                if (read.Target is MultiplexedStream.TargetStream.StandardError)
                {
                    standardError.Append(buffer.AsSpan(0, read.Count));
                    continue;
                }

                foreach (var line in output.Append(buffer.AsSpan(0, read.Count)))
                {
                    await lines.Writer.WriteAsync(line, closing.Token);
                }
            }

            if (output.TakeRest() is { } last)
            {
                await lines.Writer.WriteAsync(last, closing.Token);
            }
        }
        catch (OperationCanceledException) when (closing.IsCancellationRequested)
        {
            // Disposal has waited long enough.
        }
        catch (Exception exception)
        {
            // Reported to whoever reads next; the pump itself has no caller.
            failure = connection.Translate($"hold a session with {command}", exception) ?? exception;
        }

        ended = true;
        lines.Writer.Complete(failure);
    }

    private SessionEndedException Ended(Exception? cause) => new(command, StandardError.Trim(), cause);
}
