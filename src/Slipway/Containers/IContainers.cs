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
    /// <param name="spec">What it is made from.</param>
    /// <param name="cancellationToken">Gives up; what the engine was asked for may still come about.</param>
    /// <exception cref="ImageUnavailableException">The engine does not have the image.</exception>
    /// <exception cref="EngineRefusedException">The engine does not take the description.</exception>
    Task CreateAsync(ContainerSpec spec, CancellationToken cancellationToken);

    /// <summary>Starts a created or stopped container; a running one is left alone.</summary>
    /// <param name="name">Its name, or the id of a <see cref="ContainerState"/>.</param>
    /// <param name="cancellationToken">Gives up; what the engine was asked for may still come about.</param>
    /// <exception cref="ContainerMissingException">There is no such container.</exception>
    /// <exception cref="EngineRefusedException">It can't be started: a port of the host is taken, for example.</exception>
    Task StartAsync(string name, CancellationToken cancellationToken);

    /// <summary>Sends the stop signal, waits up to <paramref name="grace"/>, then kills. Missing or stopped containers are fine.</summary>
    /// <param name="name">Its name, or the id of a <see cref="ContainerState"/>.</param>
    /// <param name="grace">How long its process may take to end by itself; zero kills at once.</param>
    /// <param name="cancellationToken">Gives up; what the engine was asked for may still come about.</param>
    Task StopAsync(string name, TimeSpan grace, CancellationToken cancellationToken);

    /// <summary>
    /// Gives the container another name, whether it runs or not; the network knows it by the new one at once. One that has it already is
    /// fine.
    /// </summary>
    /// <param name="name">Its name, or the id of a <see cref="ContainerState"/>.</param>
    /// <param name="newName">At most 63 characters, and nobody else's.</param>
    /// <param name="cancellationToken">Gives up; what the engine was asked for may still come about.</param>
    /// <exception cref="ContainerMissingException">There is no such container.</exception>
    /// <exception cref="EngineRefusedException">Another container has the new name.</exception>
    Task RenameAsync(string name, string newName, CancellationToken cancellationToken);

    /// <summary>Kills and removes the container with its anonymous volumes. A missing container is fine.</summary>
    /// <param name="name">Its name, or the id of a <see cref="ContainerState"/>.</param>
    /// <param name="cancellationToken">Gives up; what the engine was asked for may still come about.</param>
    Task RemoveAsync(string name, CancellationToken cancellationToken);

    /// <summary>The container, or null if there is none of that name.</summary>
    /// <param name="name">Its name, or the id of a <see cref="ContainerState"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<ContainerState?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>All containers, stopped ones included, that carry every one of <paramref name="labels"/>, ordered by name.</summary>
    /// <param name="labels">Names and values; none for all containers of the engine.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<ContainerState>> ListAsync(IReadOnlyDictionary<string, string> labels, CancellationToken cancellationToken);

    /// <summary>The last <paramref name="tail"/> lines of standard output and standard error, oldest first.</summary>
    /// <param name="name">The container's name or id.</param>
    /// <param name="tail">How many lines at most, 1 or more.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ContainerMissingException">There is no such container.</exception>
    IAsyncEnumerable<string> ReadLogsAsync(string name, int tail, CancellationToken cancellationToken);

    /// <summary>Writes files below an absolute folder of a container that was created; works before it was started.</summary>
    /// <param name="name">Its name, or the id of a <see cref="ContainerState"/>.</param>
    /// <param name="folder">Absolute, and there already.</param>
    /// <param name="files">Files that are there are replaced.</param>
    /// <param name="cancellationToken">Gives up; what the engine was asked for may still come about.</param>
    /// <exception cref="ContainerMissingException">There is no such container.</exception>
    Task CopyIntoAsync(string name, string folder, IReadOnlyList<ContainerFile> files, CancellationToken cancellationToken);

    /// <summary>Runs a command in a running container to its end.</summary>
    /// <param name="name">Its name, or the id of a <see cref="ContainerState"/>.</param>
    /// <param name="command">Program and arguments, each a word of its own; no shell reads them.</param>
    /// <param name="cancellationToken">Gives up; the command goes on.</param>
    /// <returns>How it ended, whatever its exit code.</returns>
    /// <exception cref="ContainerMissingException">There is no such container, or it does not run.</exception>
    Task<CommandResult> ExecuteAsync(string name, IReadOnlyList<string> command, CancellationToken cancellationToken);

    /// <summary>
    /// Runs a command in a running container with standard input and output attached and keeps it open. When the session is disposed of,
    /// or this process dies, the engine closes the command's standard input.
    /// </summary>
    /// <param name="name">Its name, or the id of a <see cref="ContainerState"/>.</param>
    /// <param name="command">Program and arguments, each a word of its own; no shell reads them.</param>
    /// <param name="cancellationToken">Gives up opening it.</param>
    /// <exception cref="ContainerMissingException">There is no such container, or it does not run.</exception>
    Task<IContainerSession> OpenSessionAsync(string name, IReadOnlyList<string> command, CancellationToken cancellationToken);
}
