using System.Runtime.CompilerServices;
using Slipway.Containers;

namespace Slipway.Hosts;

/// <inheritdoc cref="OwnedEngine"/>
internal sealed class OwnedContainers(IContainerEngine engine, Owner owner) : IContainers
{
    private readonly IContainers containers = engine.Containers;

    public async Task CreateAsync(ContainerSpec spec, CancellationToken cancellationToken)
    {
        foreach (var mount in spec.Mounts)
        {
            // Before: the engine may fill a volume as soon as a container that mounts it is created.
            owner.Require(ResourceKind.Volume, mount.Volume, await engine.Volumes.FindLabelsAsync(mount.Volume, cancellationToken));
        }

        await containers.CreateAsync(spec, cancellationToken);
        // After: whoever had the name was left as it is, and nobody can take it any more.
        owner.Require(ResourceKind.Container, spec.Name, (await containers.FindAsync(spec.Name, cancellationToken))?.Labels);
    }

    public async Task StartAsync(string name, CancellationToken cancellationToken) =>
        await containers.StartAsync(await RequireAsync(name, "start", cancellationToken), cancellationToken);

    public async Task StopAsync(string name, TimeSpan grace, CancellationToken cancellationToken)
    {
        if (await FindAsync(name, cancellationToken) is { } own)
        {
            await containers.StopAsync(own.Id, grace, cancellationToken);
        }
    }

    public async Task RenameAsync(string name, string newName, CancellationToken cancellationToken) =>
        await containers.RenameAsync((await FindAsync(name, cancellationToken))?.Id
            ?? await RequireAsync(newName, "rename", cancellationToken), newName, cancellationToken);

    public async Task RemoveAsync(string name, CancellationToken cancellationToken)
    {
        if (await FindAsync(name, cancellationToken) is { } own)
        {
            await containers.RemoveAsync(own.Id, cancellationToken);
        }
    }

    public async Task<ContainerState?> FindAsync(string name, CancellationToken cancellationToken) =>
        await containers.FindAsync(name, cancellationToken) is { } found && owner.Owns(found.Labels) ? found : null;

    public async Task<IReadOnlyList<ContainerState>> ListAsync(
        IReadOnlyDictionary<string, string> labels, CancellationToken cancellationToken) =>
        [.. (await containers.ListAsync(labels, cancellationToken)).Where(container => owner.Owns(container.Labels))];

    public async IAsyncEnumerable<string> ReadLogsAsync(string name, int tail, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var id = await RequireAsync(name, "read the log of", cancellationToken);
        await foreach (var line in containers.ReadLogsAsync(id, tail, cancellationToken))
        {
            yield return line;
        }
    }

    public async Task CopyIntoAsync(string name, string folder, IReadOnlyList<ContainerFile> files, CancellationToken cancellationToken) =>
        await containers.CopyIntoAsync(await RequireAsync(name, "copy into", cancellationToken), folder, files, cancellationToken);

    public async Task<CommandResult> ExecuteAsync(string name, IReadOnlyList<string> command, CancellationToken cancellationToken) =>
        await containers.ExecuteAsync(await RequireAsync(name, "run a command in", cancellationToken), command, cancellationToken);

    public async Task<IContainerSession> OpenSessionAsync(
        string name, IReadOnlyList<string> command, CancellationToken cancellationToken) =>
        await containers.OpenSessionAsync(await RequireAsync(name, "run a command in", cancellationToken), command, cancellationToken);

    private async Task<string> RequireAsync(string name, string what, CancellationToken cancellationToken)
    {
        var found = await containers.FindAsync(name, cancellationToken);
        owner.Require(ResourceKind.Container, name, found?.Labels);
        return found?.Id ?? throw new ContainerMissingException(name, what);
    }
}
