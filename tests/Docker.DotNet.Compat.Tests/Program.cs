using Docker.DotNet;
using Docker.DotNet.Compat.Tests.Engine;

// The client that the test of a killed client kills: it holds an exec session open until it dies.
using var client = EngineUnderTest.Client();
using var session = await client.Exec.StartAndAttachContainerExecAsync(args[0], tty: false, CancellationToken.None);
var output = new byte[1024];
var read = await session.ReadOutputAsync(output, 0, output.Length, CancellationToken.None);
await Console.Out.WriteAsync(System.Text.Encoding.UTF8.GetString(output, 0, read.Count));
await Task.Delay(Timeout.InfiniteTimeSpan, CancellationToken.None);
