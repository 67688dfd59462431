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

    /// <summary>
    /// Removes the slot without traffic and the images beyond <see cref="Applications.Application.Retention"/>. A rollback is slower
    /// afterwards.
    /// </summary>
    Target Cleanup => _ => _
        .Description("Removes the idle slot and the images beyond the retention")
        .Uses(this, DescriptionUse.Retention)
        .ExecutesRun(this, async run =>
        {
            var session = await run.ReopenAsync("Cleanup");
            await session.CleanupAsync(run.By, run.CancellationToken);
        });

    /// <summary>
    /// Removes all that the application has on its target, data included. Asks first; exit code 2 when nobody says yes, and no error where
    /// a person said no.
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
            if (!run.Screen.Confirm(question, run.Parameters.Yes))
            {
                run.Decline();
                return;
            }

            await run.Engine.ResetAsync(run.By, keepData, run.CancellationToken);
        });
}
