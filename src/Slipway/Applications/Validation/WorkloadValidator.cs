using System.Text.RegularExpressions;
using Slipway.Hosts;
using Slipway.Routing;
using static Slipway.Errors.SpecificationFault;

namespace Slipway.Applications.Validation;

/// <summary>Faults of what runs an image of the application: services, workers and the migration.</summary>
internal static partial class WorkloadValidator
{
    public static IEnumerable<SpecificationFault> FindService(string application, string path, Service service)
    {
        var longest = new ResourceNames(application).Slot(service.Name, Slot.Green, service.Replicas);
        return
        [
            .. FindWorkload(path, service),
            .. Unless(longest.Length <= 63, path,
                $"its containers' name {longest} is a host name, of which at most 63 characters are expected, not {longest.Length}"),
            .. Rules.Port($"{path}.port", service.Port),
            .. UnlessWithin($"{path}.replicas", service.Replicas, 1, 50),
            .. Rules.UrlPath($"{path}.healthPath", service.HealthPath),
            .. service.VersionPath is { } version ? Rules.UrlPath($"{path}.versionPath", version) : [],
            .. Rules.UrlPath($"{path}.route.pathPrefix", service.Route.PathPrefix),
            .. Unless(service.Route.Host is null || HostName().IsMatch(service.Route.Host), $"{path}.route.host",
                $"a host name is expected, not \"{service.Route.Host}\""),
        ];
    }

    /// <summary>What services and workers have in common; all that there is of a worker.</summary>
    public static IEnumerable<SpecificationFault> FindWorkload(string path, Workload workload) =>
    [
        .. Rules.Name(path, workload.Name),
        .. Rules.Image($"{path}.image", workload.Image),
        .. Rules.Command($"{path}.command", workload.Command),
        .. Rules.Environment($"{path}.environment", workload.Environment),
        .. Rules.Secrets($"{path}.secrets", workload.Secrets),
        .. Rules.Limits(path, workload.MemoryMegabytes, workload.ProcessLimit),
        .. workload.TemporaryMegabytes is { } temporary ? UnlessWithin($"{path}.temporaryMegabytes", temporary, 1, 1_048_576) : [],
        .. Rules.User(path, workload.UserId),
    ];

    public static IEnumerable<SpecificationFault> FindMigration(Migration migration) =>
    [
        .. Rules.Image("migration.image", migration.Image),
        .. Unless(migration.Command.Count > 0, "migration.command", "a command is expected"),
        .. Rules.Command("migration.command", migration.Command),
        .. Rules.Environment("migration.environment", migration.Environment),
        .. Rules.Secrets("migration.secrets", migration.Secrets),
        .. Rules.User("migration", migration.UserId),
        .. Rules.Limits("migration", migration.MemoryMegabytes, migration.ProcessLimit),
    ];

    [GeneratedRegex(@"\A[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HostName();
}
