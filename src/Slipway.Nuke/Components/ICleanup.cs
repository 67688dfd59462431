using Slipway.Nuke.Parameters.Kinds;
using Slipway.Nuke.Running;

namespace Slipway.Nuke.Components;

/// <summary>Takes away what is no longer needed, or everything. Only what carries the application's label is touched.</summary>
public interface ICleanup : IHazApplication
{
    [Parameter("Answers yes to the question that Reset asks; read from the command line alone: yes or no - Default is no")]
    [Flag(CommandLineOnly = true)]
    string? Yes => TryGetValue(() => Yes);

    [Parameter("Whether Reset keeps the data of the shared services, and the secrets that it is used with: yes or no - Default is no")]
    [Flag]
    string? KeepData => TryGetValue(() => KeepData);

    Target Cleanup => _ => _
        .Description("Removes the idle slot and the images beyond the retention")
        .Executes(async () =>
        {
            await this.RunAsync(async run =>
            {
                var session = await run.ReopenAsync("Cleanup");
                await session.CleanupAsync(run.By, run.CancellationToken);
            });
        });

    Target Reset => _ => _
        .Description("Removes everything of this application from the target, all but its data with --keep-data, after a confirmation or --yes")
        .Executes(async () =>
        {
            await this.RunAsync(async run =>
            {
                var (name, where, keepData) = (run.Application.Name, run.Host.Endpoint, run.Parameters.KeepData);
                run.Screen.Write(await run.Engine.FindRemovalAsync(keepData, run.CancellationToken), name, where);
                run.Screen.Confirm(
                    $"Remove {name} from {where}: {(keepData ? "all but its data" : "all containers, volumes and data")}?", run.Parameters.Yes);
                await run.Engine.ResetAsync(run.By, keepData, run.CancellationToken);
            });
        });
}
