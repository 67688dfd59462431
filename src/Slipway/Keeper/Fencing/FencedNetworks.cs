using Slipway.Containers;

namespace Slipway.Keeper.Fencing;

/// <inheritdoc cref="FencedEngine"/>
internal sealed class FencedNetworks(INetworks networks, KeeperSession keeper) : INetworks
{
    public async Task EnsureAsync(string name, IReadOnlyDictionary<string, string> labels, CancellationToken cancellationToken)
    {
        await keeper.ConfirmAsync(cancellationToken);
        await networks.EnsureAsync(name, labels, cancellationToken);
    }

    public Task<IReadOnlyDictionary<string, string>?> FindLabelsAsync(string name, CancellationToken cancellationToken) =>
        networks.FindLabelsAsync(name, cancellationToken);

    public async Task RemoveAsync(string name, CancellationToken cancellationToken)
    {
        await keeper.ConfirmAsync(cancellationToken);
        await networks.RemoveAsync(name, cancellationToken);
    }
}
