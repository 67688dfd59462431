using Slipway.Containers;

namespace Slipway.Keeper.Fencing;

/// <inheritdoc cref="FencedEngine"/>
internal sealed class FencedContainers(IContainers containers, KeeperSession keeper) : IContainers
{
    public async Task CreateAsync(ContainerSpec spec, CancellationToken cancellationToken)
    {
        await keeper.ConfirmAsync(cancellationToken);
        await containers.CreateAsync(spec, cancellationToken);
    }

    public async Task StartAsync(string name, CancellationToken cancellationToken)
    {
        await keeper.ConfirmAsync(cancellationToken);
        await containers.StartAsync(name, cancellationToken);
    }

    public async Task StopAsync(string name, TimeSpan grace, CancellationToken cancellationToken)
    {
        await keeper.ConfirmAsync(cancellationToken);
        await containers.StopAsync(name, grace, cancellationToken);
    }

    public async Task RenameAsync(string name, string newName, CancellationToken cancellationToken)
    {
        await keeper.ConfirmAsync(cancellationToken);
        await containers.RenameAsync(name, newName, cancellationToken);
    }

    public async Task RemoveAsync(string name, CancellationToken cancellationToken)
    {
        await keeper.ConfirmAsync(cancellationToken);
        await containers.RemoveAsync(name, cancellationToken);
    }

    public async Task CopyIntoAsync(string name, string folder, IReadOnlyList<ContainerFile> files, CancellationToken cancellationToken)
    {
        await keeper.ConfirmAsync(cancellationToken);
        await containers.CopyIntoAsync(name, folder, files, cancellationToken);
    }

    public Task<ContainerState?> FindAsync(string name, CancellationToken cancellationToken) =>
        containers.FindAsync(name, cancellationToken);

    public Task<IReadOnlyList<ContainerState>> ListAsync(IReadOnlyDictionary<string, string> labels, CancellationToken cancellationToken) =>
        containers.ListAsync(labels, cancellationToken);

    public IAsyncEnumerable<string> ReadLogsAsync(string name, int tail, CancellationToken cancellationToken) =>
        containers.ReadLogsAsync(name, tail, cancellationToken);

    // Both run commands that only ask; what changes the router goes through the fence of the router.
    public Task<CommandResult> ExecuteAsync(string name, IReadOnlyList<string> command, CancellationToken cancellationToken) =>
        containers.ExecuteAsync(name, command, cancellationToken);

    public Task<IContainerSession> OpenSessionAsync(string name, IReadOnlyList<string> command, CancellationToken cancellationToken) =>
        containers.OpenSessionAsync(name, command, cancellationToken);
}
