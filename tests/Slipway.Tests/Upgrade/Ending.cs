using System.Text.Json.Nodes;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Upgrade;

/// <summary>
/// How a command ended, once what a person has to decide afterwards was decided: a page that was asked for goes off, a canary that waits
/// goes live.
/// </summary>
/// <param name="Exit">The exit code.</param>
/// <param name="Live">The version that is live then, with the target at rest; null when none is.</param>
/// <param name="Page">Whether the maintenance page was on after the command.</param>
/// <param name="Waits">Whether a canary waited after the command.</param>
internal sealed record Ending(int Exit, string? Live, bool Page, bool Waits)
{
    /// <summary>Runs a command on a target and names what is wrong with what it left.</summary>
    public static async Task<(Ending Ending, IReadOnlyList<string> Faults)> RunAsync(Shell shell, FirstCommand command)
    {
        var exit = await PresentBuild.ExitAsync(() => PresentBuild.RunAsync(shell, command));
        var page = shell.Target.Router.Maintenance;
        var waits = (await PresentBuild.StatusAsync(shell)).Waiting is not null;
        if (page)
        {
            await shell.MaintainAsync(on: false);
        }

        if (waits)
        {
            await shell.PromoteAsync(toFull: true);
        }

        var live = shell.Target.Router.Split.Only is { } slot
            ? shell.Target.Containers.Values.FirstOrDefault(container => container.Slot == slot && container.Workload == "web")?.Version
            : null;
        List<string> faults = live is null ? [.. shell.Target.Violations] : [.. Rest.Find(shell.Target, shell.Application, live)];
        if ((await PresentBuild.StatusAsync(shell)).Interrupted is { } left)
        {
            faults.Add($"still interrupted: {left}");
        }

        return (new Ending(exit, live, page, waits), faults);
    }

    public static Ending Read(JsonNode json) =>
        new((int)json["exit"]!, (string?)json["live"], (bool?)json["page"] ?? false, (bool?)json["waits"] ?? false);
}
