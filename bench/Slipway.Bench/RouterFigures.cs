using Slipway.Applications;
using Slipway.Errors;
using Slipway.Routing;
using Slipway.Verification;

namespace Slipway.Bench;

/// <summary>
/// The routers beside each other: what a switch takes and costs, and what the way through the router costs against the direct one.
/// </summary>
internal static class RouterFigures
{
    private const int Rate = 500;
    private const int Switches = 10;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(700);

    /// <summary>Long enough that a shift of the machine's load in one second does not decide.</summary>
    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(7);

    /// <summary>A row for each kind; one whose proxy is not to be had here says so.</summary>
    public static async Task<IReadOnlyList<RouterRow>> MeasureAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        var rows = new List<RouterRow>();
        foreach (var kind in Enum.GetValues<RouterKind>())
        {
            try
            {
                await using var stage = await RouterStage.CreateAsync(workspace, kind, cancellationToken);
                rows.Add(await MeasureAsync(workspace, stage, cancellationToken));
            }
            catch (SlipwayException error)
            {
                // One that can't be had, or not be measured, does not cost the others.
                rows.Add(RouterRow.NotMeasured(kind.ToString(), error.Message.Split('\n')[0]));
            }
        }

        return rows;
    }

    private static async Task<RouterRow> MeasureAsync(Workspace workspace, RouterStage stage, CancellationToken cancellationToken)
    {
        Sample switches;
        await using (var watch = new SlotWatch(stage.Address, workspace.Time))
        {
            switches = (await SwitchFigures.FlipAsync(workspace.Time, stage.Router, watch, cancellationToken)).FirstOfNew;
        }

        var direct = await LoadAsync(workspace, stage.Direct, () => Task.Delay(Steady, workspace.Time, cancellationToken),
            cancellationToken);
        var steady = await LoadAsync(workspace, stage.Address, () => Task.Delay(Steady, workspace.Time, cancellationToken),
            cancellationToken);
        var switching = await LoadAsync(workspace, stage.Address, async () =>
        {
            for (var turn = 0; turn < Switches; turn++)
            {
                await Task.Delay(Between, workspace.Time, cancellationToken);
                await stage.Router.ShiftAsync(Split.All(turn % 2 == 0 ? Slot.Green : Slot.Blue), cancellationToken);
            }
        }, cancellationToken);
        var throughDirect = await Throughput.MeasureAsync(stage.Direct, workspace.Time, cancellationToken);
        var throughRouter = await Throughput.MeasureAsync(stage.Address, workspace.Time, cancellationToken);
        return new RouterRow(
            stage.Router.Capabilities.Name,
            switches.ToString(),
            $"{switching.Failed} of {switching.Sent:N0}",
            $"{throughRouter:N0} a second ({throughRouter / throughDirect:0.00} of {throughDirect:N0})",
            $"{steady.P99.TotalMilliseconds:0.0} ms ({steady.P99 / direct.P99:0.0} × {direct.P99.TotalMilliseconds:0.0} ms)",
            $"{switching.P99.TotalMilliseconds:0.0} ms ({switching.P99 / steady.P99:0.0} ×)");
    }

    private static async Task<ProbeResult> LoadAsync(
        Workspace workspace, Uri address, Func<Task> meanwhile, CancellationToken cancellationToken)
    {
        var probe = OpenLoopProbe.Start(
            new ProbeOptions { BaseAddress = address, Rate = Rate, Paths = [new ProbeRequest("/version.json")] }, workspace.Time);
        try
        {
            await meanwhile();
        }
        catch
        {
            await probe.StopAsync(CancellationToken.None);
            throw;
        }

        return await probe.StopAsync(cancellationToken);
    }
}
