namespace Slipway.Containers;

/// <summary>Bridge networks of one engine.</summary>
public interface INetworks
{
    Task EnsureAsync(string name, IReadOnlyDictionary<string, string> labels, CancellationToken cancellationToken);

    /// <summary>Removes the network. A missing one is fine.</summary>
    Task RemoveAsync(string name, CancellationToken cancellationToken);
}
