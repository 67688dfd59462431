using Slipway.Keeper;
using Slipway.Routing;

namespace Slipway.Verification;

/// <summary>Adds up what a switch costs, while it goes on.</summary>
/// <param name="router">The proxy, whose statistics tell of clients.</param>
/// <param name="watch">Slipway's own requests.</param>
internal sealed class SwitchLedger(IRouter router, TrafficWatch watch)
{
    private IReadOnlyDictionary<Slot, SlotStatistics>? begun;
    private int cut;

    /// <summary>The record that the run has written; null before.</summary>
    public ReleaseRecord? Recorded { get; set; }

    /// <summary>The traffic is about to go elsewhere.</summary>
    public async Task BeginShiftAsync(CancellationToken cancellationToken)
    {
        begun ??= await ReadAllAsync(cancellationToken);
        watch.BeginShift();
    }

    /// <summary>The traffic goes elsewhere.</summary>
    public void EndShift() => watch.EndShift();

    /// <summary>So many requests were open when what answered them was stopped.</summary>
    public void CutOff(int requests) => Interlocked.Add(ref cut, requests);

    /// <summary>What is counted until now; null: nothing is known.</summary>
    public async Task<SwitchFigures?> ReadAsync(CancellationToken cancellationToken)
    {
        var now = begun is null ? null : await ReadAllAsync(cancellationToken);
        var real = now is null || begun is null ? null : Since(begun, now);
        var figures = (watch.Figures ?? new SwitchFigures()) with
        {
            Requests = real?.Requests, RequestsLost = real?.Lost, CutOff = cut,
        };
        return figures == new SwitchFigures() ? null : figures;
    }

    /// <summary>Writes what was counted since the release was recorded into its record, unless that says so already.</summary>
    public async Task AmendAsync(IJournal journal, CancellationToken cancellationToken)
    {
        if (Recorded is { } record && await ReadAsync(cancellationToken) is { } figures && figures != record.Figures)
        {
            var amended = record with { Figures = figures };
            await journal.RecordAsync(amended, cancellationToken);
            Recorded = amended;
        }
    }

    /// <summary>Where the proxy began anew in between, what it counted since then is all that is known.</summary>
    private static TrafficSample Since(
        IReadOnlyDictionary<Slot, SlotStatistics> begun, IReadOnlyDictionary<Slot, SlotStatistics> now) =>
        TrafficSample.Sum([.. now.Select(pair => TrafficSample.Between(begun[pair.Key], pair.Value) ?? TrafficSample.Of(pair.Value))]);

    /// <summary>Null where nothing can be told: that is no reason to stop a switch.</summary>
    private async Task<IReadOnlyDictionary<Slot, SlotStatistics>?> ReadAllAsync(CancellationToken cancellationToken)
    {
        if (!router.Capabilities.Statistics)
        {
            return null;
        }

        try
        {
            var all = new Dictionary<Slot, SlotStatistics>();
            foreach (var slot in Enum.GetValues<Slot>())
            {
                all[slot] = await router.ReadStatisticsAsync(slot, cancellationToken);
            }

            return all;
        }
        catch (SlipwayException error) when (error is not LockLostException)
        {
            return null;
        }
    }
}
