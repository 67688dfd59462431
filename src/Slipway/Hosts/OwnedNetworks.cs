using Slipway.Containers;

namespace Slipway.Hosts;

/// <inheritdoc cref="OwnedEngine"/>
internal sealed class OwnedNetworks(INetworks networks, Owner owner) : INetworks
{
    public async Task EnsureAsync(string name, IReadOnlyDictionary<string, string> labels, CancellationToken cancellationToken)
    {
        await networks.EnsureAsync(name, labels, cancellationToken);
        // After: one that was there was left as it is.
        owner.Require(ResourceKind.Network, name, await networks.FindLabelsAsync(name, cancellationToken));
    }

    public async Task<IReadOnlyDictionary<string, string>?> FindLabelsAsync(string name, CancellationToken cancellationToken) =>
        await networks.FindLabelsAsync(name, cancellationToken) is { } labels && owner.Owns(labels) ? labels : null;

    public async Task RemoveAsync(string name, CancellationToken cancellationToken)
    {
        if (await FindLabelsAsync(name, cancellationToken) is not null)
        {
            await networks.RemoveAsync(name, cancellationToken);
        }
    }
}
