using Slipway.Applications;
using Slipway.Containers;

namespace Slipway.Bench.Routers;

/// <summary>The routers beside each other: what a switch takes and costs, and what the way through costs beside a plain peer.</summary>
internal static class RouterFigures
{
    /// <summary>A row for each kind; one whose proxy is not to be had here says so.</summary>
    public static async Task<IReadOnlyList<RouterRow>> MeasureAsync(
        Workspace workspace, Asked asked, CancellationToken cancellationToken)
    {
        var rows = new List<RouterRow>();
        foreach (var kind in Enum.GetValues<RouterKind>())
        {
            try
            {
                await using var stage = await RouterStage.CreateAsync(workspace, kind, cancellationToken);
                var path = await DataPath.MeasureAsync(stage, asked.Time, cancellationToken);
                var switches = await SwitchSeries.MeasureAsync(workspace, stage, asked.Switches, cancellationToken);
                var crowds = new List<Crowd>();
                foreach (var size in Crowd.Sizes)
                {
                    crowds.Add(await Crowd.MeasureAsync(workspace, stage, size, cancellationToken));
                }

                rows.Add(new RouterRow(stage.Router.Capabilities.Name, Obstacle: null, Failed: false, switches, path, crowds));
            }
            catch (Exception error) when (error is SlipwayException or InvalidOperationException or HttpRequestException)
            {
                // One that can't be had, or not be measured, does not cost the others.
                Console.Error.WriteLine(error.Message);
                rows.Add(new RouterRow(
                    kind.ToString(), error.Message.Split('\n')[0], error is not ImageUnavailableException, Switches: null, Path: null,
                    Crowds: []));
            }
        }

        return rows;
    }
}
