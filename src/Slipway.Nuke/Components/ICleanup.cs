using Slipway.Applications;
using Slipway.Nuke.Parameters.Kinds;

namespace Slipway.Nuke.Components;

/// <summary>Takes away what is no longer needed, or everything. Only what carries the application's label is touched.</summary>
public interface ICleanup : IHazApplication
{
    /// <summary>Yes or no, from the command line alone; without it a person at the terminal is asked.</summary>
    [Parameter("Answers yes to the question that Reset asks; read from the command line alone: yes or no - Default is no")]
    [Flag(CommandLineOnly = true)]
    string? Yes => TryGetValue(() => Yes);

    /// <summary>Yes or no; without it, no: data goes too.</summary>
    [Parameter("Whether Reset keeps the data of the shared services, and the secrets that it is used with: yes or no - Default is no")]
    [Flag]
    string? KeepData => TryGetValue(() => KeepData);

    /// <summary>The service's name; without it, none.</summary>
    [Parameter("Shared service, described no more, that Cleanup removes too; its data stays without --with-data")]
    string? Shared => TryGetValue(() => Shared);

    /// <summary>Yes or no, from the command line alone and with <see cref="Shared"/>; without it, no: the data stays.</summary>
    [Parameter("Whether the data of the service that --shared names goes too; read from the command line alone: yes or no - Default is no")]
    [Flag(CommandLineOnly = true)]
    string? WithData => TryGetValue(() => WithData);

    /// <summary>
    /// Removes the slot without traffic and the images beyond <see cref="Applications.Application.Retention"/>. A rollback is slower
    /// afterwards. With <see cref="Shared"/> it removes that service too.
    /// </summary>
    Target Cleanup => _ => _
        .Description("Removes the idle slot and the images beyond the retention, and the shared service that --shared names")
        .Expects(this, parameters => parameters.FindCleanupFaults())
        .Uses(this, DescriptionUse.Retention)
        .ExecutesRun(this, async run =>
        {
            var session = await run.ReopenAsync("Cleanup");
            await session.CleanupAsync(run.Parameters.Shared, run.Parameters.WithData, run.By, run.CancellationToken);
        });

    /// <summary>
    /// Removes all that the application has on its target, data included. Asks first; exit code 2 when nobody says yes.
    /// </summary>
    Target Reset => _ => _
        .Description(
            "Removes everything of this application from the target, all but its data with --keep-data, after a confirmation or --yes")
        .Uses(this, DescriptionUse.Place)
        .ExecutesRun(this, async run =>
        {
            var (name, where, keepData) = (run.Application.Name, run.Host.Endpoint, run.Parameters.KeepData);
            var removal = await run.Engine.FindRemovalAsync(keepData, run.CancellationToken);
            run.Screen.Write(removal, name, where);
            if (removal.IsEmpty)
            {
                return;
            }

            var question = $"Remove {name} from {where}: {(keepData ? "all but its data" : "all containers, volumes and data")}?";
            run.Screen.Confirm(question, run.Parameters.Yes);
            await run.Engine.ResetAsync(run.By, keepData, run.CancellationToken);
        });
}
