using static Slipway.Errors.SpecificationFault;

namespace Slipway.Applications.Validation;

/// <summary>Finds every fault of a description before anything is touched. Each section has a validator of its own.</summary>
internal static class ApplicationValidator
{
    /// <exception cref="SpecificationException">There are faults.</exception>
    public static void Validate(Application application)
    {
        if (Find(application) is { Count: > 0 } faults)
        {
            throw new SpecificationException(faults);
        }
    }

    /// <summary>All faults of what is used, the installation's first; empty for a good one.</summary>
    public static IReadOnlyList<SpecificationFault> Find(Application application, DescriptionUse use = DescriptionUse.Release) =>
    [
        .. InstallationValidator.FindPlace(application),
        .. use >= DescriptionUse.Retention ? InstallationValidator.FindKeeping(application) : [],
        .. use >= DescriptionUse.Release ? FindReleased(application) : [],
    ];

    /// <summary>Of what a release is made from. Shared services are among it: only a release makes one.</summary>
    public static IEnumerable<SpecificationFault> FindReleased(Application application) =>
    [
        .. Unless(application.Services.Count > 0, "services", "at least one service is expected"),
        .. UniquenessValidator.Find(application),
        .. application.Services.SelectMany((service, index) =>
            WorkloadValidator.FindService(application.Name, Rules.PathOf("services", service.Name, index), service)),
        .. application.Workers.SelectMany((worker, index) =>
            WorkloadValidator.FindWorkload(Rules.PathOf("workers", worker.Name, index), worker)),
        .. application.SharedServices.SelectMany((shared, index) =>
            SharedServiceValidator.Find(Rules.PathOf("sharedServices", shared.Name, index), shared)),
        .. application.Migration is { } migration ? WorkloadValidator.FindMigration(migration) : [],
        .. SecretValidator.Find(application),
        .. SettingsValidator.Find(application),
        .. StrategyValidator.Find(application),
    ];
}
