using Slipway.Applications;

namespace Slipway.Keeper;

/// <summary>Brings secrets to containers as files on a volume, outside images, environments and inspection.</summary>
public interface ISecretStore
{
    /// <summary>Fills a volume with <paramref name="files"/>, mode 0400, owned by <paramref name="userId"/>.</summary>
    /// <param name="volume">The volume's name; made where it is missing.</param>
    /// <param name="files">
    /// Each becomes a file of its name. One without a value gets the random one that the target keeps for its name.
    /// </param>
    /// <param name="userId">User and group id, 0 to 65,535.</param>
    /// <param name="cancellationToken">Gives up; a volume that is half filled is filled by the next attempt.</param>
    Task DeliverAsync(string volume, IReadOnlyList<SecretFile> files, int userId, CancellationToken cancellationToken);
}
