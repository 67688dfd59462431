namespace Slipway.Containers;

/// <summary>Bridge networks of one engine.</summary>
public interface INetworks
{
    /// <summary>Creates the network if there is none of that name; one that is there is left as it is.</summary>
    /// <param name="name">Unique on the engine.</param>
    /// <param name="labels">What it is created with; at least its owner's.</param>
    /// <param name="cancellationToken">Gives up; what the engine was asked for may still come about.</param>
    Task EnsureAsync(string name, IReadOnlyDictionary<string, string> labels, CancellationToken cancellationToken);

    /// <summary>The labels of the network, or null if there is none of that name.</summary>
    /// <param name="name">Unique on the engine.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyDictionary<string, string>?> FindLabelsAsync(string name, CancellationToken cancellationToken);

    /// <summary>Removes the network. A missing one is fine.</summary>
    /// <param name="name">Unique on the engine.</param>
    /// <param name="cancellationToken">Gives up; what the engine was asked for may still come about.</param>
    /// <exception cref="EngineRefusedException">Something uses it still.</exception>
    Task RemoveAsync(string name, CancellationToken cancellationToken);
}
