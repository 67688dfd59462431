using Docker.DotNet.Models;
using Slipway.Containers;
using Slipway.Waiting;

namespace Slipway.Docker.Engine;

/// <summary>Commands in running containers, which are addressed by id and told of by name.</summary>
internal sealed class ContainerCommands(DockerConnection connection)
{
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(30);
    private static readonly Pacing EndPacing = new(TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(250));

    public async Task<CommandResult> ExecuteAsync(
        string id, string name, IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        var execution = await PrepareAsync(id, name, command, withInput: false, cancellationToken);
        var (output, error) = await connection.CallOnceAsync(
            $"run {command[0]} in the container {name}",
            async (engine, token) =>
            {
                using var stream = await engine.Exec.StartAndAttachContainerExecAsync(execution, tty: false, token);
                return await stream.ReadOutputToEndAsync(token);
            },
            cancellationToken);

        // The output may end an instant before the engine has noted the end of the command.
        var exitCode = 0;
        await Poller.Quiet(connection.Time).UntilAsync(
            $"the exit code of {command[0]} in the container {name}", EndPatience, EndPacing,
            async token =>
            {
                var state = await connection.CallAsync(
                    $"tell the exit code of {command[0]} in the container {name}",
                    (engine, call) => engine.Exec.InspectContainerExecAsync(execution, call),
                    token);
                exitCode = (int)state.ExitCode;
                return state.Running ? "its output has ended, and the engine says that it runs" : null;
            },
            cancellationToken);
        return new CommandResult(exitCode, output, error);
    }

    public async Task<IContainerSession> OpenSessionAsync(
        string id, string name, IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        var execution = await PrepareAsync(id, name, command, withInput: true, cancellationToken);
        var stream = await connection.CallOnceAsync(
            $"run {command[0]} in the container {name}",
            (engine, token) => engine.Exec.StartAndAttachContainerExecAsync(execution, tty: false, token),
            cancellationToken);
        return new ContainerSession(connection, stream, $"{command[0]} in the container {name}");
    }

    private async Task<string> PrepareAsync(
        string id, string name, IReadOnlyList<string> command, bool withInput, CancellationToken cancellationToken)
    {
        var execution = await connection.CallAsync(
            $"run {command[0]} in the container {name}",
            (engine, token) => engine.Exec.ExecCreateContainerAsync(
                id,
                new ContainerExecCreateParameters
                {
                    AttachStdin = withInput,
                    AttachStdout = true,
                    AttachStderr = true,
                    Cmd = [.. command],
                },
                token),
            cancellationToken);
        return execution.ID;
    }
}
