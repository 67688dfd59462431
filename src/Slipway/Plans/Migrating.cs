using Slipway.Applications;
using Slipway.Keeper;
using Slipway.Observation;
using Slipway.Steps;

namespace Slipway.Plans;

/// <summary>Shared services up, then the migration, once a release and before the switch.</summary>
internal static class Migrating
{
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
