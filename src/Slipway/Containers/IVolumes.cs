namespace Slipway.Containers;

/// <summary>Named volumes of one engine.</summary>
public interface IVolumes
{
    /// <summary>Creates the volume if there is none of that name; one that is there is left as it is.</summary>
    Task EnsureAsync(string name, IReadOnlyDictionary<string, string> labels, CancellationToken cancellationToken);

    /// <summary>The labels of the volume, or null if there is none of that name.</summary>
    Task<IReadOnlyDictionary<string, string>?> FindLabelsAsync(string name, CancellationToken cancellationToken);

    /// <summary>Names of the volumes that carry every one of <paramref name="labels"/>, ordered.</summary>
    Task<IReadOnlyList<string>> ListAsync(IReadOnlyDictionary<string, string> labels, CancellationToken cancellationToken);

    /// <summary>Removes the volume and what is in it. A missing one is fine.</summary>
    Task RemoveAsync(string name, CancellationToken cancellationToken);
}
