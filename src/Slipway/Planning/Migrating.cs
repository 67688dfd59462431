using Slipway.Journal;
using Slipway.Releases;
using Slipway.Steps;

namespace Slipway.Planning;

/// <summary>Shared services up, then the migration, once a release and before the switch.</summary>
public static class Migrating
{
    public static Plan Plan(Application application, ObservedState state, ReleaseRequest request) => new()
    {
        Kind = RunKind.Migrate,
        Request = request,
        Steps =
        [
            .. application.SharedServices.Select(service => new EnsureSharedService(service)),
            .. application.Migration is { } migration
                ? new PlannedStep[] { new PullImage(request.Images[migration.Image.Name]), new RunMigration(migration, request).Reversible() }
                : [],
        ],
    };
}
