using Slipway.Containers;

namespace Slipway.Hosts;

/// <inheritdoc cref="OwnedEngine"/>
internal sealed class OwnedVolumes(IVolumes volumes, Owner owner) : IVolumes
{
    public async Task EnsureAsync(string name, IReadOnlyDictionary<string, string> labels, CancellationToken cancellationToken)
    {
        await volumes.EnsureAsync(name, labels, cancellationToken);
        // After: one that was there was left as it is.
        owner.Require(ResourceKind.Volume, name, await volumes.FindLabelsAsync(name, cancellationToken));
    }

    public async Task<IReadOnlyDictionary<string, string>?> FindLabelsAsync(string name, CancellationToken cancellationToken) =>
        await volumes.FindLabelsAsync(name, cancellationToken) is { } labels && owner.Owns(labels) ? labels : null;

    public Task<IReadOnlyList<string>> ListAsync(IReadOnlyDictionary<string, string> labels, CancellationToken cancellationToken) =>
        volumes.ListAsync(new Dictionary<string, string>(labels, StringComparer.Ordinal) { [owner.Label] = owner.Value },
            cancellationToken);

    public async Task RemoveAsync(string name, CancellationToken cancellationToken)
    {
        if (await FindLabelsAsync(name, cancellationToken) is not null)
        {
            await volumes.RemoveAsync(name, cancellationToken);
        }
    }
}
