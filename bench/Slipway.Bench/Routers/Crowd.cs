using Slipway.Routing;

namespace Slipway.Bench.Routers;

/// <summary>
/// Switches while so many clients have a connection open each and ask again as soon as they were answered, and others talk over WebSockets.
/// </summary>
/// <param name="Connections">Kept ones, of wrk.</param>
/// <param name="Answers">Good ones.</param>
/// <param name="Failed">Requests that had another answer or none, and connections that did not come about.</param>
/// <param name="Conversations">WebSockets.</param>
/// <param name="Ended">Those that ended before their client wanted it.</param>
internal sealed record Crowd(int Connections, long Answers, long Failed, int Conversations, int Ended)
{
    public const int Switches = 10;
    public const int WebSockets = 200;

    /// <summary>Connections at once, each a row.</summary>
    public static IReadOnlyList<int> Sizes { get; } = [1_000, 10_000];

    /// <summary>Until all of a crowd are connected.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan BetweenSwitches = TimeSpan.FromSeconds(1);

    public static async Task<Crowd> MeasureAsync(
        Workspace workspace, RouterStage stage, int connections, CancellationToken cancellationToken)
    {
        await using var conversations = await Routers.Conversations.OpenAsync(stage.Address, WebSockets, cancellationToken);
        var load = stage.Client.CrowdAsync(
            new Uri(stage.Inner(tls: false), RouterStage.HealthPath), connections, Gathering + ((Switches + 2) * BetweenSwitches),
            cancellationToken);
        await Task.Delay(Gathering, workspace.Time, cancellationToken);
        for (var flip = 0; flip < Switches; flip++)
        {
            var live = (await stage.Router.ObserveAsync(cancellationToken)).Split.Only ?? Slot.Blue;
            await stage.Router.ShiftAsync(Split.All(live.Other()), cancellationToken);
            await Task.Delay(BetweenSwitches, workspace.Time, cancellationToken);
        }

        var (answers, failed) = await load;
        return new Crowd(connections, answers, failed, WebSockets, await conversations.CountEndedAsync(cancellationToken));
    }
}
