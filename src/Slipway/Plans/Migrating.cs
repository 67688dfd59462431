using Slipway.Applications;
using Slipway.Hosts;
using Slipway.Keeper;
using Slipway.Observation;
using Slipway.Steps;

namespace Slipway.Plans;

/// <summary>Shared services up, then the migration, once a release and before the switch.</summary>
internal static class Migrating
{
    /// <summary>
    /// Starts shared services that are described and were never made, beside a live release which stays as it is; null when there are none.
    /// </summary>
    public static Plan? PlanNewServices(Application application, ObservedState state, string by)
    {
        SharedService[] missing =
        [
            .. application.SharedServices.Where(shared => !state.SharedServices.Any(
                container => container.Labels.GetValueOrDefault(ResourceNames.WorkloadLabel) == shared.Name)),
        ];
        return missing.Length == 0 || state.LiveRelease is not { } live ? null : new Plan
        {
            Kind = RunKind.Migrate,
            Release = BegunRelease.Of(live, by),
            Steps = [.. missing.Select(service => new EnsureSharedService(service))],
        };
    }

    public static Plan Plan(Application application, ObservedState state, BegunRelease release) => new()
    {
        Kind = RunKind.Migrate,
        Release = release,
        Steps =
        [
            .. application.SharedServices.Select(service => new EnsureSharedService(service)),
            .. application.Migration is { } migration
                ? new PlannedStep[]
                {
                    new PullImage(migration.Image.Name, release.Images.GetValueOrDefault(migration.Image.Name)),
                    new RunMigration(migration, release).Reversible(),
                }
                : [],
        ],
    };
}
