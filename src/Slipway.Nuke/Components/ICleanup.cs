using Slipway.Nuke.Parameters.Kinds;
using Slipway.Nuke.Running;

namespace Slipway.Nuke.Components;

/// <summary>Takes away what is no longer needed, or everything. Only what carries the application's label is touched.</summary>
public interface ICleanup : IHazApplication
{
    [Parameter("Answers yes to the question that Reset asks: yes or no - Default is no")]
    [Flag]
    string? Yes => TryGetValue(() => Yes);

    Target Cleanup => _ => _
        .Description("Removes the idle slot and the images beyond the retention")
        .ExecutesRun(this, async run =>
        {
            var session = await run.ReopenAsync("Cleanup");
            await session.CleanupAsync(run.By, run.CancellationToken);
        });

    Target Reset => _ => _
        .Description("Removes everything of this application from the target, its data included, after a confirmation or --yes")
        .ExecutesRun(this, async run =>
        {
            run.Screen.Confirm(
                $"Remove {run.Application.Name} from {run.Host.Endpoint}: all containers, volumes and data?", run.Parameters.Yes);
            await run.Engine.ResetAsync(run.By, run.CancellationToken);
        });
}
