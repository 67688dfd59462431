using Docker.DotNet.Models;
using Slipway.Containers;

namespace Slipway.Docker.Engine;

/// <summary>Commands in running containers, which are addressed by id and told of by name.</summary>
internal sealed class ContainerCommands(DockerConnection connection)
{
    public async Task<CommandResult> ExecuteAsync(string id, string name, IReadOnlyList<string> command, CancellationToken cancellationToken)
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

        while (true)
        {
            var state = await connection.CallAsync(
                $"tell the exit code of {command[0]} in the container {name}",
                (engine, token) => engine.Exec.InspectContainerExecAsync(execution, token),
                cancellationToken);
            if (!state.Running)
            {
                return new CommandResult((int)state.ExitCode, output, error);
            }

            // The output may end an instant before the engine has noted the end of the command.
            await Task.Delay(TimeSpan.FromMilliseconds(5), connection.Time, cancellationToken);
        }
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
