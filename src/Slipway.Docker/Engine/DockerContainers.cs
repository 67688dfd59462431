using System.Net;
using System.Runtime.CompilerServices;
using Docker.DotNet;
using Docker.DotNet.Models;
using Slipway.Containers;
using Slipway.Waiting;
using ContainerSpec = Slipway.Containers.ContainerSpec;
using ContainerState = Slipway.Containers.ContainerState;
using ContainerStatus = Slipway.Containers.ContainerStatus;

namespace Slipway.Docker.Engine;

/// <inheritdoc cref="IContainers"/>
/// <remarks>
/// The engine takes the beginning of an id wherever it takes a name, so a name such as <c>cafe</c> may hit a stranger's container.
/// Every operation therefore resolves the name exactly and goes on with the id.
/// </remarks>
internal sealed class DockerContainers(DockerConnection connection) : IContainers
{
    private static readonly Pacing RemovalPacing = Pacing.Every(TimeSpan.FromMilliseconds(50));
    private static readonly TimeSpan RemovalPatience = TimeSpan.FromSeconds(30);
    private readonly Poller removals = Poller.Quiet(connection.Time);
    private readonly ContainerCommands commands = new(connection);
    private readonly RestartRule restarts = new(connection);
    private readonly LogRule logs = new(connection);

    public Task CreateAsync(ContainerSpec spec, CancellationToken cancellationToken) => removals.UntilAsync(
        $"the name {spec.Name} to be free", RemovalPatience, RemovalPacing,
        async token =>
        {
            try
            {
                var parameters = ContainerParameters.From(spec, await logs.ChooseAsync(token));
                await connection.CallToEndAsync(
                    $"create the container {spec.Name}",
                    (engine, call) => engine.Containers.CreateContainerAsync(parameters, call),
                    cancellationToken);
                return null;
            }
            catch (RefusedCallException refused) when (refused.Status is HttpStatusCode.NotFound)
            {
                throw new ImageUnavailableException(spec.Image, refused.Reason, refused);
            }
            catch (RefusedCallException refused) when (refused.Status is HttpStatusCode.Conflict)
            {
                var holder = await InspectAsync(spec.Name, token);
                return holder is not null && !ContainerObservation.IsBeingRemoved(holder)
                    ? null
                    : $"the container that has it is on its way out ({refused.Reason})";
            }
        },
        cancellationToken);

    public async Task StartAsync(string name, CancellationToken cancellationToken)
    {
        var container = await InspectAsync(name, cancellationToken) ?? throw new ContainerMissingException(name, "start");
        // The engine does not start one whose processes are there.
        await (container.State.Paused
            ? connection.CallToEndAsync(
                $"let the container {NameOf(container)} go on",
                (engine, token) => engine.Containers.UnpauseContainerAsync(container.ID, token), cancellationToken)
            : connection.CallToEndAsync(
                $"start the container {NameOf(container)}",
                (engine, token) => engine.Containers.StartContainerAsync(container.ID, new ContainerStartParameters(), token),
                cancellationToken));
        await restarts.KeepRunningAsync(container, cancellationToken);
    }

    public async Task StopAsync(string name, TimeSpan grace, CancellationToken cancellationToken)
    {
        if (await InspectAsync(name, cancellationToken) is not { } container)
        {
            return;
        }

        // The engine counts whole seconds, and the client leaves a 0 out, which would mean the container's own 10 seconds.
        var seconds = (uint)Math.Ceiling(Math.Max(1, grace.TotalSeconds));
        await IgnoringMissingAsync(async () =>
        {
            await restarts.LetStopAsync(container, cancellationToken);
            await connection.CallAsync(
                $"stop the container {NameOf(container)}",
                (engine, token) => engine.Containers.StopContainerAsync(
                    container.ID, new ContainerStopParameters { WaitBeforeKillSeconds = seconds }, token),
                cancellationToken);
        });
    }

    public async Task RenameAsync(string name, string newName, CancellationToken cancellationToken)
    {
        if (await InspectAsync(name, cancellationToken) is not { } container)
        {
            _ = await RequireAsync(newName, "rename", cancellationToken);
            return;
        }

        await connection.CallToEndAsync(
            $"rename the container {NameOf(container)} to {newName}",
            (engine, token) =>
                engine.Containers.RenameContainerAsync(container.ID, new ContainerRenameParameters { NewName = newName }, token),
            cancellationToken);
    }

    public async Task RemoveAsync(string name, CancellationToken cancellationToken)
    {
        if (await InspectAsync(name, cancellationToken) is not { } container)
        {
            return;
        }

        if (await TryRemoveAsync(container, cancellationToken) is not null)
        {
            // Somebody else is removing it already. Done means gone, so that the name is free afterwards.
            await removals.UntilAsync(
                $"the container {NameOf(container)} to be removed", RemovalPatience, RemovalPacing,
                async token => await InspectAsync(container.ID, token) is null ? null : await TryRemoveAsync(container, token),
                cancellationToken);
        }
    }

    /// <summary>Null when it is gone, else what keeps it.</summary>
    private async Task<string?> TryRemoveAsync(ContainerInspectResponse container, CancellationToken cancellationToken)
    {
        try
        {
            await IgnoringMissingAsync(() => connection.CallAsync(
                $"remove the container {NameOf(container)}",
                (engine, token) => engine.Containers.RemoveContainerAsync(
                    container.ID, new ContainerRemoveParameters { Force = true, RemoveVolumes = true }, token),
                cancellationToken));
            return null;
        }
        catch (RefusedCallException refused) when (refused.Status is HttpStatusCode.Conflict
            && refused.Reason.Contains("already in progress", StringComparison.Ordinal))
        {
            return refused.Reason;
        }
    }

    public async Task<ContainerState?> FindAsync(string name, CancellationToken cancellationToken) =>
        await InspectAsync(name, cancellationToken) is { } container ? ContainerObservation.From(container) : null;

    public async Task<IReadOnlyList<ContainerState>> ListAsync(
        IReadOnlyDictionary<string, string> labels, CancellationToken cancellationToken)
    {
        var listed = await connection.CallAsync(
            "list containers",
            (engine, token) => engine.Containers.ListContainersAsync(
                new ContainersListParameters { All = true, Filters = LabelFilter.From(labels) }, token),
            cancellationToken);

        // The list lacks health, exit code and start time; one inspection costs about 1 ms.
        var inspected = await Task.WhenAll(listed.Select(container => InspectAsync(container.ID, cancellationToken)));
        return
        [
            .. inspected
                .OfType<ContainerInspectResponse>()
                .Select(ContainerObservation.From)
                .OrderBy(container => container.Name, StringComparer.Ordinal),
        ];
    }

    public async IAsyncEnumerable<string> ReadLogsAsync(
        string name, int tail, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (id, shown) = await RequireAsync(name, "read the log of", cancellationToken);
        using var output = await connection.CallAsync(
            $"read the log of the container {shown}",
            (engine, token) => engine.Containers.GetContainerLogsAsync(
                id,
                tty: false,
                new ContainerLogsParameters { ShowStdout = true, ShowStderr = true, Tail = $"{Math.Max(0, tail)}" },
                token),
            cancellationToken);

        await foreach (var line in OutputLines.ReadAsync(connection, output, cancellationToken))
        {
            yield return line;
        }
    }

    public async Task CopyIntoAsync(
        string name, string folder, IReadOnlyList<ContainerFile> files, CancellationToken cancellationToken)
    {
        var (id, shown) = await RequireAsync(name, "copy into", cancellationToken);
        try
        {
            await ExtractAsync(shown, id, folder, below: string.Empty, files, cancellationToken);
        }
        catch (RefusedCallException refused) when (refused.Status is HttpStatusCode.NotFound)
        {
            // The folder is not there. The engine makes missing parents of a file, but not the folder that it unpacks into.
            await ExtractAsync(shown, id, "/", folder, files, cancellationToken);
        }
    }

    public async Task<CommandResult> ExecuteAsync(string name, IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        var (id, shown) = await RequireAsync(name, "run a command in", cancellationToken);
        return await commands.ExecuteAsync(id, shown, command, cancellationToken);
    }

    public async Task<IContainerSession> OpenSessionAsync(string name, IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        var (id, shown) = await RequireAsync(name, "run a command in", cancellationToken);
        return await commands.OpenSessionAsync(id, shown, command, cancellationToken);
    }

    private Task ExtractAsync(
        string name, string id, string folder, string below, IReadOnlyList<ContainerFile> files, CancellationToken cancellationToken) =>
        connection.CallAsync(
            $"copy files into {(below.Length == 0 ? folder : below)} of the container {name}",
            async (engine, token) =>
            {
                using var archive = FileArchive.Pack(files, below, connection.Time.GetUtcNow());
                await engine.Containers.ExtractArchiveToContainerAsync(id, new ContainerPathStatParameters { Path = folder }, archive,
                    token);
            },
            cancellationToken);

    private async Task<ContainerInspectResponse?> InspectAsync(string nameOrId, CancellationToken cancellationToken)
    {
        try
        {
            var container = await connection.CallAsync(
                $"inspect the container {nameOrId}",
                (engine, token) => engine.Containers.InspectContainerAsync(nameOrId, token),
                cancellationToken);
            var exact = string.Equals(container.ID, nameOrId, StringComparison.Ordinal)
                || string.Equals(NameOf(container), nameOrId, StringComparison.Ordinal);
            return exact ? container : null;
        }
        catch (RefusedCallException refused) when (refused.Status is HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>The id to act on and the name to tell of.</summary>
    private async Task<(string Id, string Shown)> RequireAsync(string name, string what, CancellationToken cancellationToken) =>
        await InspectAsync(name, cancellationToken) is { } container
            ? (container.ID, NameOf(container))
            : throw new ContainerMissingException(name, what);

    private static string NameOf(ContainerInspectResponse container) => container.Name.TrimStart('/');

    private static async Task IgnoringMissingAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (RefusedCallException refused) when (refused.Status is HttpStatusCode.NotFound)
        {
            // It went away by itself in the meantime, which is what was wanted.
        }
    }
}
