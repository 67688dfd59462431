using System.Globalization;
using Slipway.Applications;
using Slipway.Containers;
using Slipway.Hosts;
using Slipway.Keeper;
using Slipway.Observation;
using Slipway.Routing;
using Slipway.Steps;

namespace Slipway.Plans;

/// <summary>
/// How an earlier release was described: by its record, or, where that is of a time when records held no description, by its containers
/// while they are in their slot.
/// </summary>
internal static class Recollection
{
    private const int OwnUser = 10001;

    /// <summary>Throws a <see cref="UsageException"/> where nothing tells, unless today's description may stand in.</summary>
    /// <param name="application">Today's description.</param>
    /// <param name="state">What is observed now.</param>
    /// <param name="record">The release that is to come back.</param>
    /// <param name="withCurrent">Whether today's description may stand in.</param>
    public static ReleaseDescription Require(Application application, ObservedState state, ReleaseRecord record, bool withCurrent) =>
        Find(application, state, record)
        ?? (withCurrent ? ReleaseDescription.Of(application) : throw new UsageException(new SpecificationFault("--to-release",
            $"release {record.Content} was recorded by a version of Slipway that kept no description with it, and its containers are gone. "
            + "Bring back one that remembers itself, deploy from its commit "
            + $"({record.Commit}), or say --with-current-description to start its images as the application is described here."))
        {
            SaysUntouched = true,
        });

    /// <summary>What is known of how a release was described; null when nothing tells.</summary>
    /// <param name="application">Today's description.</param>
    /// <param name="state">What is observed now.</param>
    /// <param name="record">The release.</param>
    public static ReleaseDescription? Find(Application application, ObservedState state, ReleaseRecord record) =>
        Recorded(state, record)
        ?? Enum.GetValues<Slot>().Select(state.In).Where(slot => slot.Release == record.Content)
            .Select(slot => ConfigurationHash.Of(application) == record.ConfigurationHash ? ReleaseDescription.Of(application)
                : IsWhole(state, slot) ? Shown(application, slot, record)
                : null)
            .OfType<ReleaseDescription>().FirstOrDefault();

    /// <summary>
    /// The newest releases, as many as are kept, of which nothing tells how they were described once their slot is another's.
    /// </summary>
    /// <param name="application">Says how many are kept.</param>
    /// <param name="state">What is observed now.</param>
    public static IReadOnlyList<int> Forgotten(Application application, ObservedState state) =>
    [
        .. state.Releases.DistinctBy(record => record.Content).OrderByDescending(record => record.Content).Take(application.Retention)
            .Where(record => Recorded(state, record) is null).Select(record => record.Content).Order(),
    ];

    /// <summary>
    /// What the records say of a release; null when none of them says anything. The newest that has its content says it: it may have been
    /// amended since it was brought back.
    /// </summary>
    /// <param name="state">What is observed now.</param>
    /// <param name="record">The release.</param>
    public static ReleaseDescription? Recorded(ObservedState state, ReleaseRecord record) =>
        state.Releases.LastOrDefault(other => other.Content == record.Content && other.Description is not null)?.Description
        ?? record.Description;

    /// <summary>
    /// Nobody has begun to take it away: the router is told of that first, and what is taken away was not stopped before.
    /// </summary>
    private static bool IsWhole(ObservedState state, SlotState slot) =>
        state.Router.Up.Contains(slot.Slot) || slot.Containers.All(container => container.IsStopped);

    /// <summary>
    /// What its containers were made from. What no container shows is today's: verification, timeouts, ways to release, and the names of
    /// the secrets of one that has any.
    /// </summary>
    private static ReleaseDescription? Shown(Application application, SlotState slot, ReleaseRecord record)
    {
        var services = slot.Containers.Where(container => Replica.Of(container) is { Number: 1 })
            .Select(container => ShowService(application, container, record)).ToList();
        var workers = slot.Containers.Where(container => Role(container) == ResourceNames.WorkerRole)
            .Select(container => ShowWorker(application, container, record)).ToList();
        if (services.Count == 0 || services.Any(service => service is null) || workers.Any(worker => worker is null)
            || slot.Replicas.GroupBy(replica => replica.Route).Any(service => service.Count() < service.Key.Replicas))
        {
            return null;
        }

        return ReleaseDescription.Of(application with
        {
            Services = [.. services.OfType<Service>()],
            Workers = [.. workers.OfType<Worker>()],
            Migration = null,
        });
    }

    private static Service? ShowService(Application application, ContainerState container, ReleaseRecord record)
    {
        var route = Replica.Of(container)!.Route;
        return Look(container, record) is not { } shown ? null : (Service)Show(application, container, shown, new Service
        {
            Name = route.Service,
            Image = shown.Image,
            Port = route.Port,
            HealthPath = route.HealthPath,
            VersionPath = application.Services.FirstOrDefault(service => service.Name == route.Service)?.VersionPath,
            Replicas = route.Replicas,
            Route = new Route { Host = route.Host, PathPrefix = route.PathPrefix },
        });
    }

    private static Worker? ShowWorker(Application application, ContainerState container, ReleaseRecord record)
    {
        var name = container.Labels.GetValueOrDefault(ResourceNames.WorkloadLabel, "");
        return Look(container, record) is not { } shown ? null : (Worker)Show(application, container, shown, new Worker
        {
            Name = name,
            Image = shown.Image,
            // No container shows it, and running once is right for every worker.
            Exclusive = application.Workers.FirstOrDefault(worker => worker.Name == name)?.Exclusive ?? true,
        });
    }

    private static Workload Show(Application application, ContainerState container, Origin shown, Workload workload) => workload with
    {
        Command = shown.From.Command,
        Environment = shown.Environment,
        Secrets = SecretsOf(application, container, shown.From),
        UserId = shown.UserId,
        MemoryMegabytes = shown.MemoryMegabytes,
        ProcessLimit = shown.From.ProcessLimit,
        WritableRootFileSystem = !shown.From.ReadOnlyRootFileSystem,
    };

    private static Origin? Look(ContainerState container, ReleaseRecord record)
    {
        if (container.From is not { } from
            || record.Images.FirstOrDefault(image => image.Value == from.Image).Key is not { } image)
        {
            return null;
        }

        return new Origin(
            from,
            new ImageSource { Name = image, Dockerfile = "Dockerfile" },
            from.Environment.Where(variable => !ReleaseVariables.All.Contains(variable.Key))
                .ToDictionary(variable => variable.Key, variable => variable.Value, StringComparer.Ordinal),
            int.TryParse(from.User?.Split(':')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var user)
                ? user
                : OwnUser,
            (int)(from.MemoryBytes / ContainerSpec.Mebibyte));
    }

    /// <summary>
    /// A volume of secrets says that there are some, not which: those of today's workload of this name, else all that are.
    /// </summary>
    private static IReadOnlyList<SecretFile> SecretsOf(Application application, ContainerState container, ContainerSpec from)
    {
        if (!from.Mounts.Any(mount => mount.Path == SecretFile.Folder))
        {
            return [];
        }

        var name = container.Labels.GetValueOrDefault(ResourceNames.WorkloadLabel);
        return application.Workloads.FirstOrDefault(workload => workload.Name == name && workload.Secrets.Count > 0) is { } namesake
            ? namesake.Secrets
            :
            [
                .. application.Workloads.SelectMany(workload => workload.Secrets)
                    .DistinctBy(secret => secret.Name, StringComparer.Ordinal),
            ];
    }

    private static string? Role(ContainerState container) => container.Labels.GetValueOrDefault(ResourceNames.RoleLabel);

    private sealed record Origin(
        ContainerSpec From, ImageSource Image, IReadOnlyDictionary<string, string> Environment, int UserId, int MemoryMegabytes);
}
