using Slipway.Nuke.Parameters.Kinds;

namespace Slipway.Nuke.Components;

/// <summary>Brings the shared services up and migrates the database, once a release, in a container of the new image.</summary>
public interface IMigrate : IPush
{
    /// <summary>Yes or no; without it, no: a secret that has to be given and is missing ends the build with exit code 2.</summary>
    [Parameter("Whether secrets that have to be given are those of the live release, whatever is given: yes or no - Default is no")]
    [Flag]
    string? KeepSecrets => TryGetValue(() => KeepSecrets);

    /// <summary>
    /// Yes or no, from the command line alone; without it, no: another value of a secret that a shared service has ends the build with exit
    /// code 2, for the service does not follow by itself.
    /// </summary>
    [Parameter("Says that a shared service's secret was changed in the service too; read from the command line alone: yes or no - "
        + "Default is no")]
    [Flag(CommandLineOnly = true)]
    string? AcceptSharedSecrets => TryGetValue(() => AcceptSharedSecrets);

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
