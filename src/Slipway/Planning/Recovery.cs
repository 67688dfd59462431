using Slipway.Journal;
using Slipway.Releases;
using Slipway.Routing;
using Slipway.Steps;

namespace Slipway.Planning;

/// <summary>
/// Brings a target to rest that an earlier command left half-way, by what is observed: where the traffic goes decides. If it still goes to the
/// old slot, what the command had begun is taken away; if it goes to the new one, the command is finished. Either way one slot serves throughout.
/// </summary>
public static class Recovery
{
    /// <summary>The plan that ends <see cref="ObservedState.Interrupted"/>; null when nothing was interrupted.</summary>
    public static Plan? Plan(Application application, ObservedState state, string by)
    {
        if (state.Interrupted is not { Request: { } request } interrupted)
        {
            return null;
        }

        var slot = interrupted.Start.Slot;
        return new Plan
        {
            Kind = RunKind.Recovery,
            Request = request with { By = by },
            Slot = slot,
            Steps = [new RemoveCouriers(), new RemoveMigration(request.Number), .. slot is { } target ? Steps(application, state, request, target) : []],
            FollowUp = slot is { } finished && state.Live == finished ? FollowUp(application, state, request, finished) : [],
        };
    }

    private static IReadOnlyList<Step> FollowUp(Application application, ObservedState state, ReleaseRequest request, Slot target) =>
    [
        // Its containers may be gone already and their secrets not.
        .. application.Retire == RetirePolicy.Remove && state.In(target.Other()).IsEmpty ? new Step[] { new RetireSlot(target.Other(), RetirePolicy.Remove) } : [],
        .. Switching.FollowUp(application, state, request, target, watched: false),
    ];

    private static IReadOnlyList<Step> Steps(Application application, ObservedState state, ReleaseRequest request, Slot target)
    {
        if (state.Live == target)
        {
            return state.LiveRelease?.Number == request.Number ? [] : Finish(application, state, request, target);
        }

        var stopped = state.LiveRelease is null || state.Live is not { } live ? [] : application.Workers
            .Where(worker => !state.In(live).Runs(worker)).Select(worker => worker.Name).Order(StringComparer.Ordinal).ToList();
        return
        [
            .. Abandon(application, state, target),
            .. stopped.Count > 0 ? [new StartWorkers(state.Live!.Value, RequestOf(state.LiveRelease!), stopped)] : Array.Empty<Step>(),
        ];
    }

    /// <summary>What was last live in the idle slot is kept as the application keeps it; anything else there was begun and never finished.</summary>
    private static IReadOnlyList<Step> Abandon(Application application, ObservedState state, Slot target)
    {
        var idle = state.In(target);
        if (idle.IsEmpty || idle.Release != state.Releases.LastOrDefault(record => record.Slot == target)?.Content)
        {
            return [new ClearSlot(target)];
        }

        string[] running = [.. application.Workers.Where(idle.Runs).Select(worker => worker.Name).Order(StringComparer.Ordinal)];
        return
        [
            .. running.Length > 0 ? new Step[] { new StopWorkers(target, running) } : [],
            new RetireSlot(target, application.Retire),
        ];
    }

    private static List<Step> Finish(Application application, ObservedState state, ReleaseRequest request, Slot target) =>
    [
        // Already so; written down for its undo: a new version that does not hold gives way to the old one while that still runs.
        new ShiftTraffic(Split.All(application.Services.All(service => state.In(target.Other()).Runs(service)) ? target.Other() : target), Split.All(target)),
        new AwaitHealthy(target),
        new VerifySlot(target, request.Version, Preview: false),
        .. Switching.Workers(application, state, request, target, target.Other()),
        new RecordRelease(Switching.Describe(application, request, target)),
    ];

    /// <summary>The request that would release a recorded release again.</summary>
    public static ReleaseRequest RequestOf(ReleaseRecord record) => new()
    {
        Number = record.Number,
        Version = record.Version,
        Commit = record.Commit,
        Images = record.Images,
        By = record.By,
        Restores = record.Restores,
        MigrationLevel = record.MigrationLevel,
    };
}
