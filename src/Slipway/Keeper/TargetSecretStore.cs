using System.Security.Cryptography;
using System.Text;
using Slipway.Applications;
using Slipway.Containers;
using Slipway.Hosts;

namespace Slipway.Keeper;

/// <summary>
/// Secrets of one application on its target. Values that nobody gave are made once, at random, and kept on the state volume, which the
/// keeper alone mounts.
/// </summary>
internal sealed class TargetSecretStore(ResourceNames names, IContainerEngine engine, KeeperSession keeper, string baseImage) : ISecretStore
{
    public async Task DeliverAsync(string volume, IReadOnlyList<SecretFile> files, int userId, CancellationToken cancellationToken)
    {
        var content = new List<ContainerFile>();
        foreach (var file in files)
        {
            var value = file.Value ?? await FindOrMakeAsync(file.Name, cancellationToken);
            content.Add(new ContainerFile(file.Name, Encoding.UTF8.GetBytes(value.Reveal()), UnixFileMode.UserRead, userId));
        }

        await engine.Volumes.EnsureAsync(volume, names.Labels, cancellationToken);
        // A container that never starts carries the files: the engine writes to a mounted volume before a start, and the value is
        // on no command line, in no environment and in no image.
        var courier = ResourceNames.Courier(volume);
        await engine.Containers.RemoveAsync(courier, cancellationToken);
        try
        {
            await engine.Containers.CreateAsync(new ContainerSpec
            {
                Name = courier,
                Image = baseImage,
                // Never run; but an engine refuses to create a container of an image without a command of its own.
                Command = ["true"],
                Labels = names.With((ResourceNames.RoleLabel, ResourceNames.CourierRole)),
                Mounts = [new VolumeMount(volume, SecretFile.Folder)],
                MemoryBytes = 16 * ContainerSpec.Mebibyte,
                ProcessLimit = 1,
                Restart = false,
            }, cancellationToken);
            await engine.Containers.CopyIntoAsync(courier, SecretFile.Folder, content, cancellationToken);
        }
        finally
        {
            await engine.Containers.RemoveAsync(courier, CancellationToken.None);
        }
    }

    private async Task<Secret> FindOrMakeAsync(string name, CancellationToken cancellationToken)
    {
        var file = $"secrets/{name}";
        if (await keeper.ReadAsync(file, cancellationToken) is { Length: > 0 } kept)
        {
            return new Secret(kept);
        }

        var made = new Secret(RandomNumberGenerator.GetHexString(32, lowercase: true));
        await keeper.WriteAsync(file, made.Reveal(), cancellationToken);
        return made;
    }
}
