using Slipway.Bench.Routers;
using Slipway.Routing;

namespace Slipway.Bench;

/// <summary>
/// How long a switch takes, seen by the clients: the router told directly, both slots warm, its session open as in a release.
/// </summary>
internal static class SwitchFigures
{
    private const int Flips = 10;
    private const int WarmUp = 2;
    private const int RoundTrips = 50;

    /// <summary>Before and after a switch, so that the answers around it are all in.</summary>
    private static readonly TimeSpan Calm = TimeSpan.FromMilliseconds(250);

    public static async Task<Figure[]> MeasureAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        await using var router = workspace.OpenRouter();
        await using var watch = new SlotWatch(workspace.Address, workspace.Time);
        var flips = await FlipAsync(workspace.Time, router, watch, Flips, cancellationToken);
        var live = (await router.ObserveAsync(cancellationToken)).Split.Only ?? Slot.Blue;
        var roundTrip = await Sample.TakeAsync(RoundTrips, async () =>
        {
            var start = workspace.Time.GetTimestamp();
            await router.ReadStatisticsAsync(live, cancellationToken);
            return workspace.Time.GetElapsedTime(start);
        });
        var floor =
            $"{roundTrip}: one question over the router's runtime socket ({RoundTrips} runs); a switch takes two, and one write to the "
                + "disk";
        return
        [
            new Figure("Switch: decision to first answer of the new slot", new Sample(flips.Select(flip => flip.FirstOfNew)))
            {
                Aim = "at most 20 ms", Floor = floor,
            },
            new Figure("Switch: decision to last request sent to the old slot", new Sample(flips.Select(flip => flip.LastToOld)))
            {
                Aim = "at most 20 ms", Floor = "as above",
            },
        ];
    }

    /// <summary>Switches to and fro, after two that are not counted.</summary>
    public static async Task<IReadOnlyList<Flip>> FlipAsync(
        TimeProvider time, IRouter router, SlotWatch watch, int switches, CancellationToken cancellationToken)
    {
        var flips = new List<Flip>();
        for (var flip = 0; flip < WarmUp + switches; flip++)
        {
            flips.Add(await FlipOnceAsync(time, router, watch, cancellationToken));
        }

        return flips[WarmUp..];
    }

    private static async Task<Flip> FlipOnceAsync(TimeProvider time, IRouter router, SlotWatch watch, CancellationToken cancellationToken)
    {
        var old = (await router.ObserveAsync(cancellationToken)).Split.Only
            ?? throw new InvalidOperationException("Both slots have traffic: there is nothing to switch.");
        await Task.Delay(Calm, time, cancellationToken);
        watch.Take();
        var decided = time.GetTimestamp();
        await router.ShiftAsync(Split.All(old.Other()), cancellationToken);
        await Task.Delay(Calm, time, cancellationToken);
        var answers = watch.Take();
        return new Flip(
            time.GetElapsedTime(decided, answers.Where(answer => answer.Slot != old).Min(answer => answer.AnsweredAt)),
            time.GetElapsedTime(decided,
                answers.Where(answer => answer.Slot == old).Select(answer => answer.SentAt).Append(decided).Max()),
            FindLongestGap(time, [.. answers.Select(answer => answer.AnsweredAt).Order()]));
    }

    private static TimeSpan FindLongestGap(TimeProvider time, IReadOnlyList<long> answeredAt) =>
        answeredAt.Zip(answeredAt.Skip(1), time.GetElapsedTime).Max();
}
