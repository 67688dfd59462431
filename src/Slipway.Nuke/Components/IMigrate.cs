using Slipway.Nuke.Running;

namespace Slipway.Nuke.Components;

/// <summary>Brings the shared services up and migrates the database, once a release, in a container of the new image.</summary>
public interface IMigrate : IPush
{
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
