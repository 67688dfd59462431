using Slipway.Nuke.Running;

namespace Slipway.Nuke.Components;

/// <summary>Brings the shared services up and migrates the database, once a release, in a container of the new image.</summary>
public interface IMigrate : IPush
{
    /// <summary>
    /// Brings shared services up and the database to the new version's level. Nothing is done when exactly this is live already.
    /// </summary>
    Target Migrate => _ => _
        .Description("Starts missing shared services and migrates the database in a container of the new image")
        .DependsOn(Push)
        .ChangesTarget(this)
        .ExecutesRun(this, async run =>
        {
            var session = await run.BeginAsync("Migrate");
            await session.MigrateAsync(run.DescribeRelease(), run.CancellationToken);
        });
}
