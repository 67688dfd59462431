namespace Slipway.Containers;

/// <summary>Bridge networks of one engine.</summary>
public interface INetworks
{
    /// <summary>Creates the network if there is none of that name; one that is there is left as it is.</summary>
    Task EnsureAsync(string name, IReadOnlyDictionary<string, string> labels, CancellationToken cancellationToken);

    /// <summary>The labels of the network, or null if there is none of that name.</summary>
    Task<IReadOnlyDictionary<string, string>?> FindLabelsAsync(string name, CancellationToken cancellationToken);

    /// <summary>Removes the network. A missing one is fine.</summary>
    Task RemoveAsync(string name, CancellationToken cancellationToken);
}
