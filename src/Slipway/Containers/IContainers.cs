namespace Slipway.Containers;

/// <summary>
/// Containers of one engine, addressed by name, or by the id of a <see cref="ContainerState"/>, which no other container ever has.
/// </summary>
public interface IContainers
{
    /// <summary>
    /// Creates the container if no container of that name exists, and does not start it. An existing container of the same name is left as
    /// it is.
    /// </summary>
    Task CreateAsync(ContainerSpec spec, CancellationToken cancellationToken);

    /// <summary>Starts a created or stopped container; a running one is left alone.</summary>
    Task StartAsync(string name, CancellationToken cancellationToken);

    /// <summary>Sends the stop signal, waits up to <paramref name="grace"/>, then kills. Missing or stopped containers are fine.</summary>
    Task StopAsync(string name, TimeSpan grace, CancellationToken cancellationToken);

    /// <summary>
    /// Gives the container another name, whether it runs or not; the network knows it by the new one at once. One that has it already is
    /// fine.
    /// </summary>
    Task RenameAsync(string name, string newName, CancellationToken cancellationToken);

    /// <summary>Kills and removes the container with its anonymous volumes. A missing container is fine.</summary>
    Task RemoveAsync(string name, CancellationToken cancellationToken);

    /// <summary>The container, or null if there is none of that name.</summary>
    Task<ContainerState?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>All containers, stopped ones included, that carry every one of <paramref name="labels"/>, ordered by name.</summary>
    Task<IReadOnlyList<ContainerState>> ListAsync(IReadOnlyDictionary<string, string> labels, CancellationToken cancellationToken);

    /// <summary>The last <paramref name="tail"/> lines of standard output and standard error, oldest first.</summary>
    IAsyncEnumerable<string> ReadLogsAsync(string name, int tail, CancellationToken cancellationToken);

    /// <summary>Writes files below an absolute folder of a container that was created; works before it was started.</summary>
    Task CopyIntoAsync(string name, string folder, IReadOnlyList<ContainerFile> files, CancellationToken cancellationToken);

    /// <summary>Runs a command in a running container to its end.</summary>
    Task<CommandResult> ExecuteAsync(string name, IReadOnlyList<string> command, CancellationToken cancellationToken);

    /// <summary>
    /// Runs a command in a running container with standard input and output attached and keeps it open. When the session is disposed of,
    /// or this process dies, the engine closes the command's standard input.
    /// </summary>
    Task<IContainerSession> OpenSessionAsync(string name, IReadOnlyList<string> command, CancellationToken cancellationToken);
}
