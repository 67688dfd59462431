using System.Text;
using Slipway.Applications;
using Slipway.Containers;
using Slipway.Hosts;

namespace Slipway.Keeper;

/// <summary>
/// Secrets of one application on its target, on the state volume, which the keeper alone mounts: the newest value of each in
/// <c>secrets/name</c>, which is all that earlier versions of Slipway kept, and each value that a release has in
/// <c>secrets/name.version</c>. No name has a dot.
/// </summary>
internal sealed class TargetSecretStore(ResourceNames names, IContainerEngine engine, KeeperSession keeper, string baseImage) : ISecretStore
{
    private const string Folder = "secrets";
    private const string KeyFile = "secrets.key";
    private SecretFingerprints? fingerprints;

    /// <summary>What is kept now; writes nothing.</summary>
    public async Task<KeptSecrets> ReadAsync(CancellationToken cancellationToken)
    {
        var files = await keeper.ListAsync(Folder, cancellationToken);
        var current = new Dictionary<string, Secret>(StringComparer.Ordinal);
        foreach (var name in files.Where(file => !file.Contains('.', StringComparison.Ordinal)))
        {
            if (await FindAsync(name, cancellationToken) is { } value)
            {
                current[name] = value;
            }
        }

        return new KeptSecrets(await FingerprintsAsync(cancellationToken), current,
            [.. files.Where(file => file.Contains('.', StringComparison.Ordinal))]);
    }

    /// <summary>Keeps values, each by its version and as the newest one; one that is there already is not written again.</summary>
    public async Task KeepAsync(IReadOnlyDictionary<string, Secret> values, CancellationToken cancellationToken)
    {
        if (values.Count == 0)
        {
            return;
        }

        var kept = await ReadAsync(cancellationToken);
        // The key first: a version that nobody can name again would be kept in vain.
        var key = (await FingerprintsAsync(cancellationToken)).Key;
        if (await keeper.ReadAsync(KeyFile, cancellationToken) != key)
        {
            await keeper.WriteAsync(KeyFile, key, cancellationToken);
        }

        foreach (var (name, value) in values)
        {
            await WriteAsync($"{name}.{kept.VersionOf(name, value)}", value, cancellationToken);
            await WriteAsync(name, value, cancellationToken);
        }
    }

    public async Task PruneAsync(IReadOnlyList<IReadOnlyDictionary<string, string>> kept, CancellationToken cancellationToken)
    {
        var store = await ReadAsync(cancellationToken);
        var used = kept.SelectMany(versions => versions.Select(version => $"{version.Key}.{version.Value}"))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var file in await keeper.ListAsync(Folder, cancellationToken))
        {
            if (file.Split('.') is [var name, var version] && !used.Contains(file) && store.CurrentVersion(name) != version)
            {
                await keeper.RemoveAsync($"{Folder}/{file}", cancellationToken);
            }
        }
    }

    public async Task DeliverAsync(
        string volume, IReadOnlyList<SecretFile> files, IReadOnlyDictionary<string, string>? versions, int userId,
        CancellationToken cancellationToken)
    {
        var content = new List<ContainerFile>();
        foreach (var file in files)
        {
            var value = await GetAsync(file, versions?.GetValueOrDefault(file.Name), cancellationToken);
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

    /// <summary>
    /// A release that an earlier version of Slipway began names no versions: what it was given is in the description at best, and what the
    /// target made for it is the newest value.
    /// </summary>
    private async Task<Secret> GetAsync(SecretFile file, string? version, CancellationToken cancellationToken)
    {
        var newest = await FindAsync(file.Name, cancellationToken);
        if (version is null)
        {
            return newest ?? file.Value ?? (file.IsGenerated
                ? await MakeAsync(file.Name, cancellationToken)
                : throw new SecretMissingException(file.Name, version));
        }

        return await FindAsync($"{file.Name}.{version}", cancellationToken)
            ?? (newest is not null && (await FingerprintsAsync(cancellationToken)).VersionOf(file.Name, newest) == version ? newest : null)
            ?? throw new SecretMissingException(file.Name, version);
    }

    private async Task<Secret> MakeAsync(string name, CancellationToken cancellationToken)
    {
        var made = Secret.Random();
        await KeepAsync(new Dictionary<string, Secret>(StringComparer.Ordinal) { [name] = made }, cancellationToken);
        return made;
    }

    private async Task<Secret?> FindAsync(string file, CancellationToken cancellationToken) =>
        Secret.IfAny(await keeper.ReadAsync($"{Folder}/{file}", cancellationToken));

    private async Task WriteAsync(string file, Secret value, CancellationToken cancellationToken)
    {
        if (!value.Equals(await FindAsync(file, cancellationToken)))
        {
            await keeper.WriteAsync($"{Folder}/{file}", value.Reveal(), cancellationToken);
        }
    }

    /// <summary>Until something is kept by it, a key that this process made names versions too: nothing names them otherwise yet.</summary>
    private async Task<SecretFingerprints> FingerprintsAsync(CancellationToken cancellationToken) => fingerprints ??=
        await keeper.ReadAsync(KeyFile, cancellationToken) is { Length: > 0 } key ? SecretFingerprints.Of(key) : SecretFingerprints.New();
}
