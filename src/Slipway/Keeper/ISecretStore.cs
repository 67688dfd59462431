using Slipway.Applications;

namespace Slipway.Keeper;

/// <summary>Brings secrets to containers as files on a volume, outside images, environments and inspection.</summary>
public interface ISecretStore
{
    /// <summary>Fills a volume with <paramref name="files"/>, mode 0400, owned by <paramref name="userId"/>.</summary>
    Task DeliverAsync(string volume, IReadOnlyList<SecretFile> files, int userId, CancellationToken cancellationToken);
}
