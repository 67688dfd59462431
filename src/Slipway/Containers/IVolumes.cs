namespace Slipway.Containers;

/// <summary>Named volumes of one engine.</summary>
public interface IVolumes
{
    /// <summary>Creates the volume if there is none of that name; one that is there is left as it is.</summary>
    /// <param name="name">Unique on the engine.</param>
    /// <param name="labels">What it is created with; at least its owner's.</param>
    /// <param name="cancellationToken">Gives up; what the engine was asked for may still come about.</param>
    Task EnsureAsync(string name, IReadOnlyDictionary<string, string> labels, CancellationToken cancellationToken);

    /// <summary>The labels of the volume, or null if there is none of that name.</summary>
    /// <param name="name">Unique on the engine.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyDictionary<string, string>?> FindLabelsAsync(string name, CancellationToken cancellationToken);

    /// <summary>Names of the volumes that carry every one of <paramref name="labels"/>, ordered.</summary>
    /// <param name="labels">Names and values; none for all volumes of the engine.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<string>> ListAsync(IReadOnlyDictionary<string, string> labels, CancellationToken cancellationToken);

    /// <summary>Removes the volume and what is in it. A missing one is fine.</summary>
    /// <param name="name">Unique on the engine.</param>
    /// <param name="cancellationToken">Gives up; what the engine was asked for may still come about.</param>
    /// <exception cref="EngineRefusedException">Something uses it still.</exception>
    Task RemoveAsync(string name, CancellationToken cancellationToken);
}
