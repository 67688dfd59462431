using Slipway.Containers;

namespace Slipway.Tests.Recording;

/// <summary>Networks by name.</summary>
internal sealed class RecordingNetworks(RecordingTarget target, Fate fate) : INetworks
{
    public Task EnsureAsync(string name, IReadOnlyDictionary<string, string> labels, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        target.Act(fate, $"network {name}", () => target.Networks.TryAdd(name, labels));
        return Task.CompletedTask;
    }

    public Task<IReadOnlyDictionary<string, string>?> FindLabelsAsync(string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(target.Look(fate, () => target.Networks.GetValueOrDefault(name)));
    }

    public Task RemoveAsync(string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        target.Act(fate, $"remove network {name}", () => target.Networks.Remove(name));
        return Task.CompletedTask;
    }
}
