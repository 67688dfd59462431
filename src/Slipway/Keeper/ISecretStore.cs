using Slipway.Applications;

namespace Slipway.Keeper;

/// <summary>
/// Keeps secrets by version on the target, and brings them to containers as files on a volume, outside images, environments and inspection.
/// </summary>
public interface ISecretStore
{
    /// <summary>Fills a volume with <paramref name="files"/>, mode 0400, owned by <paramref name="userId"/>.</summary>
    /// <param name="volume">The volume's name; made where it is missing.</param>
    /// <param name="files">Each becomes a file of its name.</param>
    /// <param name="versions">
    /// The version of each, by name, as a release has them. One that is not there gets its current version; null: all of them do.
    /// </param>
    /// <param name="userId">User and group id, 0 to 65,535.</param>
    /// <param name="cancellationToken">Gives up; a volume that is half filled is filled by the next attempt.</param>
    /// <exception cref="SecretMissingException">The target does not keep such a version.</exception>
    Task DeliverAsync(
        string volume, IReadOnlyList<SecretFile> files, IReadOnlyDictionary<string, string>? versions, int userId,
        CancellationToken cancellationToken);

    /// <summary>Forgets all values but the current ones and those of some releases.</summary>
    /// <param name="kept">The versions by name that each of those releases has.</param>
    /// <param name="cancellationToken">Gives up; what is left is left to the next time.</param>
    Task PruneAsync(IReadOnlyList<IReadOnlyDictionary<string, string>> kept, CancellationToken cancellationToken);
}
