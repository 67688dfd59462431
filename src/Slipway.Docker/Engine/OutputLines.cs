using System.Runtime.CompilerServices;
using Docker.DotNet;

namespace Slipway.Docker.Engine;

/// <summary>The lines of both outputs of a container, in the order in which they were completed.</summary>
internal static class OutputLines
{
    public static async IAsyncEnumerable<string> ReadAsync(
        DockerConnection connection, MultiplexedStream output, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var standardOutput = new LineBuffer();
        var standardError = new LineBuffer();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var read = await connection.CallOnceAsync(
                "send its output", (_, token) => output.ReadOutputAsync(buffer, 0, buffer.Length, token), cancellationToken);
            if (read.EOF)
            {
                break;
            }

            var lines = read.Target is MultiplexedStream.TargetStream.StandardError ? standardError : standardOutput;
            foreach (var line in lines.Append(buffer.AsSpan(0, read.Count)))
            {
                yield return line;
            }
        }

        if (standardOutput.TakeRest() is { } lastOutput)
        {
            yield return lastOutput;
        }

        if (standardError.TakeRest() is { } lastError)
        {
            yield return lastError;
        }
    }
}
