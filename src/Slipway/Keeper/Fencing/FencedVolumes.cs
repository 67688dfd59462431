using Slipway.Containers;

namespace Slipway.Keeper.Fencing;

/// <inheritdoc cref="FencedEngine"/>
internal sealed class FencedVolumes(IVolumes volumes, KeeperSession keeper) : IVolumes
{
    public async Task EnsureAsync(string name, IReadOnlyDictionary<string, string> labels, CancellationToken cancellationToken)
    {
        await keeper.ConfirmAsync(cancellationToken);
        await volumes.EnsureAsync(name, labels, cancellationToken);
    }

    public Task<IReadOnlyList<string>> ListAsync(IReadOnlyDictionary<string, string> labels, CancellationToken cancellationToken) =>
        volumes.ListAsync(labels, cancellationToken);

    public Task<IReadOnlyDictionary<string, string>?> FindLabelsAsync(string name, CancellationToken cancellationToken) =>
        volumes.FindLabelsAsync(name, cancellationToken);

    public async Task RemoveAsync(string name, CancellationToken cancellationToken)
    {
        await keeper.ConfirmAsync(cancellationToken);
        await volumes.RemoveAsync(name, cancellationToken);
    }
}
