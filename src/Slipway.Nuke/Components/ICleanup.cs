using Slipway.Nuke.Parameters.Kinds;
using Slipway.Nuke.Running;

namespace Slipway.Nuke.Components;

/// <summary>Takes away what is no longer needed, or everything. Only what carries the application's label is touched.</summary>
public interface ICleanup : IHazApplication
{
    /// <summary>Yes or no; without it a person at the terminal is asked.</summary>
    [Parameter("Answers yes to the question that Reset asks: yes or no - Default is no")]
    [Flag]
    string? Yes => TryGetValue(() => Yes);

    /// <summary>
    /// Removes the slot without traffic and the images beyond <see cref="Applications.Application.Retention"/>. A rollback is slower
    /// afterwards.
    /// </summary>
    Target Cleanup => _ => _
        .Description("Removes the idle slot and the images beyond the retention")
        .ExecutesRun(this, async run =>
        {
            var session = await run.ReopenAsync("Cleanup");
            await session.CleanupAsync(run.By, run.CancellationToken);
        });

    /// <summary>Removes all that the application has on its target, data included. Asks first; exit code 2 when nobody says yes.</summary>
    Target Reset => _ => _
        .Description("Removes everything of this application from the target, its data included, after a confirmation or --yes")
        .ExecutesRun(this, async run =>
        {
            run.Screen.Confirm(
                $"Remove {run.Application.Name} from {run.Host.Endpoint}: all containers, volumes and data?", run.Parameters.Yes);
            await run.Engine.ResetAsync(run.By, run.CancellationToken);
        });
}
