using Slipway.Containers;

namespace Slipway.EndToEnd.Deployer.Killing;

/// <summary>Passes everything on; only a held session becomes one that kills.</summary>
internal sealed class KillingContainers(IContainers containers, KillPoint point) : IContainers
{
    public Task CreateAsync(ContainerSpec spec, CancellationToken cancellationToken) => containers.CreateAsync(spec, cancellationToken);

    public Task StartAsync(string name, CancellationToken cancellationToken) => containers.StartAsync(name, cancellationToken);

    public Task StopAsync(string name, TimeSpan grace, CancellationToken cancellationToken) =>
        containers.StopAsync(name, grace, cancellationToken);

    public Task RenameAsync(string name, string newName, CancellationToken cancellationToken) =>
        containers.RenameAsync(name, newName, cancellationToken);

    public Task RemoveAsync(string name, CancellationToken cancellationToken) => containers.RemoveAsync(name, cancellationToken);

    public Task<ContainerState?> FindAsync(string name, CancellationToken cancellationToken) =>
        containers.FindAsync(name, cancellationToken);

    public Task<IReadOnlyList<ContainerState>> ListAsync(IReadOnlyDictionary<string, string> labels, CancellationToken cancellationToken) =>
        containers.ListAsync(labels, cancellationToken);

    public IAsyncEnumerable<string> ReadLogsAsync(string name, int tail, CancellationToken cancellationToken) =>
        containers.ReadLogsAsync(name, tail, cancellationToken);

    public Task CopyIntoAsync(string name, string folder, IReadOnlyList<ContainerFile> files, CancellationToken cancellationToken) =>
        containers.CopyIntoAsync(name, folder, files, cancellationToken);

    public Task<CommandResult> ExecuteAsync(string name, IReadOnlyList<string> command, CancellationToken cancellationToken) =>
        containers.ExecuteAsync(name, command, cancellationToken);

    public async Task<IContainerSession> OpenSessionAsync(
        string name, IReadOnlyList<string> command, CancellationToken cancellationToken) =>
        new KillingSession(await containers.OpenSessionAsync(name, command, cancellationToken), point);
}
