using System.Globalization;
using Slipway.Applications;
using Slipway.Containers;
using Slipway.Hosts;
using Slipway.Keeper;
using Slipway.Routing;

namespace Slipway.Steps;

/// <summary>From the description of an application to the containers of a slot: pure.</summary>
public static class SlotContainers
{
    /// <summary>The container that runs a workload in a slot.</summary>
    /// <param name="replica">1 to <see cref="Service.Replicas"/>; 1 for a worker.</param>
    /// <param name="application">The description.</param>
    /// <param name="workload">One of its services or workers.</param>
    /// <param name="slot">Where the container stands.</param>
    /// <param name="release">What it runs.</param>
    public static ContainerSpec Describe(Application application, Workload workload, Slot slot, int replica, BegunRelease release)
    {
        var names = new ResourceNames(application.Name);
        var name = names.Slot(workload.Name, slot, replica);
        return new ContainerSpec
        {
            Name = name,
            Image = release.Images[workload.Image.Name],
            Command = workload.Command,
            Environment = WithRelease(workload.Environment, release, slot),
            Labels = names.With(
            [
                (ResourceNames.RoleLabel, workload is Service ? ResourceNames.ServiceRole : ResourceNames.WorkerRole),
                (ResourceNames.WorkloadLabel, workload.Name),
                (ResourceNames.SlotLabel, slot.Label()),
                (ResourceNames.ReplicaLabel, replica.ToString(CultureInfo.InvariantCulture)),
                (ResourceNames.ReleaseLabel, release.Content.ToString(CultureInfo.InvariantCulture)),
                (ResourceNames.ConfigurationLabel, ConfigurationHash.Of(application)),
                .. SecretVersions.Label(workload.Secrets.Select(secret => secret.Name), release.Secrets) is { } secrets
                    ? [(ResourceNames.SecretsLabel, secrets)]
                    : Array.Empty<(string, string)>(),
                .. workload is Service service
                    ? [(ResourceNames.RouteLabel, Replica.Label(ServiceRoute.Of(service)))]
                    : Array.Empty<(string, string)>(),
            ]),
            Network = names.Network,
            Mounts = MountSecrets(workload.Secrets, name),
            User = $"{workload.UserId}:{workload.UserId}",
            MemoryBytes = workload.MemoryMegabytes * ContainerSpec.Mebibyte,
            ProcessLimit = workload.ProcessLimit,
            ReadOnlyRootFileSystem = !workload.WritableRootFileSystem,
            TemporaryBytes = workload.TemporaryMegabytes * ContainerSpec.Mebibyte,
            TemporaryExecutable = workload.TemporaryExecutable,
        };
    }

    /// <summary>The one-off container that migrates for a release.</summary>
    /// <param name="application">The description.</param>
    /// <param name="migration">Its migration.</param>
    /// <param name="release">What is being released.</param>
    public static ContainerSpec DescribeMigration(Application application, Migration migration, BegunRelease release)
    {
        var names = new ResourceNames(application.Name);
        var name = names.Migration(release.Number);
        return new ContainerSpec
        {
            Name = name,
            Image = release.Images[migration.Image.Name],
            Command = migration.Command,
            Environment = WithRelease(migration.Environment, release, null),
            Labels = names.With(
                (ResourceNames.RoleLabel, ResourceNames.MigrationRole),
                (ResourceNames.ReleaseLabel, release.Number.ToString(CultureInfo.InvariantCulture))),
            Network = names.Network,
            Mounts = MountSecrets(migration.Secrets, name),
            User = $"{migration.UserId}:{migration.UserId}",
            MemoryBytes = migration.MemoryMegabytes * ContainerSpec.Mebibyte,
            ProcessLimit = migration.ProcessLimit,
            Restart = false,
        };
    }

    /// <summary>The containers of an application's services in a slot, as it is described now.</summary>
    /// <param name="application">The description.</param>
    /// <param name="slot">Where they stand, or are to stand.</param>
    public static IReadOnlyList<Replica> Replicas(Application application, Slot slot) =>
        [.. application.Services.SelectMany(service => Enumerable.Range(1, service.Replicas).Select(number =>
            new Replica(ServiceRoute.Of(service), number, new ResourceNames(application.Name).Slot(service.Name, slot, number))))];

    private static SortedDictionary<string, string> WithRelease(
        IReadOnlyDictionary<string, string> environment, BegunRelease release, Slot? slot)
    {
        var all = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            [ReleaseVariables.Release] = release.Content.ToString(CultureInfo.InvariantCulture),
            [ReleaseVariables.Version] = release.Version,
            [ReleaseVariables.Commit] = release.Commit,
        };
        if (slot is { } known)
        {
            all[ReleaseVariables.Slot] = known.Label();
        }

        foreach (var (key, value) in environment)
        {
            all[key] = value;
        }

        return all;
    }

    private static IReadOnlyList<VolumeMount> MountSecrets(IReadOnlyList<SecretFile> secrets, string container) =>
        secrets.Count == 0 ? [] : [new VolumeMount(ResourceNames.SecretsVolume(container), SecretFile.Folder, ReadOnly: true)];
}
