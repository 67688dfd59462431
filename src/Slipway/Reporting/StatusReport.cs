using Slipway.Applications;
using Slipway.Containers;
using Slipway.Hosts;
using Slipway.Keeper;
using Slipway.Observation;
using Slipway.Plans;
using Slipway.Routing;
using Slipway.Strategies;

namespace Slipway.Reporting;

/// <summary>What is so on a target at one moment.</summary>
/// <param name="Application">The description that was asked with.</param>
/// <param name="State">What engine, router and keeper show.</param>
/// <param name="Holder">Who is changing it now; null when nobody is.</param>
/// <param name="Address">Where it is live.</param>
public sealed record StatusReport(Application Application, ObservedState State, LockHolder? Holder, Uri Address)
{
    private const string Starting = "starting";

    /// <summary>A run that is not under way any more and left the target half-way.</summary>
    public InterruptedRun? Interrupted => Holder is null ? State.Interrupted : null;

    /// <summary>
    /// What is live and not recorded yet: a run has given it all the traffic, and is under way or was cut off before its record. Null for
    /// everything else.
    /// </summary>
    public BegunRelease? Unrecorded => State.Interrupted is { Begun: { } begun } run && run.Start.Slot is { } slot && State.Live == slot
        && State.Router.Split.Only == slot && State.In(slot).Release == begun.Content && State.LiveRelease?.Number != begun.Number
            ? begun
            : null;

    /// <summary>Whether clients are served: the router sees every service of what is live up, and shows no maintenance page.</summary>
    public bool Answers =>
        State.Router is { Running: true, Maintenance: false } && State.Live is { } live && State.Router.Up.Contains(live);

    /// <summary>
    /// What is live, since when, and where: a sentence without its full stop. Where no request comes through: what is recorded as live, why
    /// it is not served, and what brings it back.
    /// </summary>
    public string DescribeLive() => Unrecorded is { } begun
            ? $"{Application.Name}: release {begun.Number}, version {begun.Version}, is live in the {State.Live!.Value.Label()} slot at "
                + $"{Address} (it has all the traffic, and is not recorded yet)"
        : State.LiveRelease is { } live
            ? $"{Application.Name}: release {live.Number}, version {live.Version}, is live in the {live.Slot.Label()} slot at {Address} "
                + Since(live)
        : State is { Closed: { } closed, Releases: [.., var newest] }
            ? $"{Application.Name}: release {newest.Number}, version {newest.Version}, is recorded as live in the {newest.Slot.Label()} "
                + $"slot {Since(newest)}, but {closed.Reason}: {Address} is not served. {closed.Mend}"
        : $"{Application.Name}: no recorded release is live (traffic goes to {State.Router.Split})";

    /// <summary>What the next command makes of <see cref="Interrupted"/>, in sentences; null when nothing was.</summary>
    public string? WhatBecomesOfIt => Interrupted is not { } run ? null
        : run.Start.Slot is not { } slot ? "The next `Deploy` or `Rollback` brings it to rest."
        : State.Live is null ? "The next `Deploy` or `Rollback` takes away what it had begun."
        : State.Live == slot && WayBack.FindEarlier(State) is { } earlier
            ? "Its release has the traffic; the next `Deploy` first does what is left of it, and `Rollback` goes back from it to release "
                + $"{earlier.Number} at once."
        : State.Live == slot ? "Its release has the traffic and stays; the next `Deploy` or `Rollback` first does what is left of it."
        : State.Router.Split.Only is null
            ? "What was live before stays and gets all the traffic back; the next `Deploy` or `Rollback` first does that, and takes away "
                + "what it had begun."
        : "What was live before has the traffic and stays; the next `Deploy` or `Rollback` first takes away what it had begun.";

    /// <summary>
    /// How a container of a slot is, in a word or two. While the engine's own check of it has no result yet, what is known better counts:
    /// its release has all the traffic or once had, so it was verified before that, and the router sees it up now.
    /// </summary>
    /// <param name="slot">Where it stands.</param>
    /// <param name="container">The container.</param>
    public string Describe(Slot slot, ContainerState container) => container switch
    {
        { Restarts: > 0 and var times } =>
            $"{Describe(slot, container with { Restarts = 0 })}, restarted {(times == 1 ? "once" : $"{times} times")}",
        { Status: not ContainerStatus.Running } => $"{container.Status}{container.WhyKilled}",
        { Health: Starting } when IsWorker(container) => "running",
        { Health: Starting } when IsVerified(slot) => "healthy (verified)",
        _ => container.Health ?? "running",
    };

    /// <summary>The release that a container is of, by its number; a rollback's has those of what it brings back, which is told.</summary>
    /// <param name="slot">Where it stands.</param>
    /// <param name="container">The container.</param>
    public string DescribeRelease(Slot slot, ContainerState container) =>
        container.Labels.GetValueOrDefault(ResourceNames.ReleaseLabel) is not { } content ? "?"
        : State.Releases.LastOrDefault(record => record.Slot == slot && $"{record.Content}" == content) is { Restores: { } restored } record
            ? $"{record.Number} (brings back {restored})"
            : content;

    /// <summary>That requests wait, and how long still: a sentence; null when none do.</summary>
    public string? Queued => State.Router.Queue is { } left && left > TimeSpan.Zero
        ? $"Requests wait, {Math.Ceiling(left.TotalSeconds):0} s more at most: then they see the page."
        : null;

    /// <summary>
    /// Containers that should run and that the engine will not start by itself, or that somebody has paused, which is told: the next
    /// `Deploy` or `Rollback` starts them.
    /// </summary>
    public IReadOnlyList<string> Stopped =>
    [
        .. State.SharedServices.Where(container =>
            Application.SharedServices.Any(shared => shared.Name == container.Labels.GetValueOrDefault(ResourceNames.WorkloadLabel)))
            .Concat(Enum.GetValues<Slot>().Where(IsServing).SelectMany(slot => State.In(slot).Containers))
            .Where(container => Holder is null && container.IsStopped)
            .Select(container => container.Status == ContainerStatus.Paused ? $"{container.Name} (paused)" : container.Name),
    ];

    /// <summary>What a deploy would refuse of the description. Default none.</summary>
    public IReadOnlyList<SpecificationFault> Faults { get; init; } = [];

    /// <summary>In what the shared services differ from their description, and what to do about it: sentences. Default none.</summary>
    public IReadOnlyList<string> SharedDrift { get; init; } = [];

    /// <summary>
    /// That what is kept for a rollback does not hold: a sentence; null while it does, or nothing is kept.
    /// </summary>
    public string? FailingWarm => State.Live is { } live ? Observation.FailingSlot.Describe(State.In(live.Other())) : null;

    /// <summary>
    /// That the database is ahead of what is live: a sentence; null when it is not, and while the release that it was migrated for is under
    /// way, interrupted or waiting, which says more.
    /// </summary>
    public string? MigratedAhead =>
        Holder is null && Application.Migration is not null && State.Migrated is { } begun
        && State.Interrupted?.Start.Release != begun.Number && State.Paused?.Begun.Number != begun.Number
            ? $"The database was migrated for release {begun.Number}, version {begun.Version}, which did not go live. "
                + "The next `Deploy` goes on from there."
            : null;

    /// <summary>The ways to release that are known. Default <see cref="StrategyRegistry.BuiltIn"/>.</summary>
    public StrategyRegistry Strategies { get; init; } = StrategyRegistry.BuiltIn;

    /// <summary>A release that waits for a person.</summary>
    public PausedRun? Paused => Holder is null && State.Interrupted is null ? State.Paused : null;

    /// <summary>What waits for a person, and what that person can do; null when nothing waits.</summary>
    public string? Waiting => Paused is { } paused
        ? Strategies.Of(paused.Begun).DescribeStatus(Application.DescribedBy(paused.Begun.Description), State.Router.Split, paused)
        : null;

    /// <summary>Whether a container is a worker's, to which no request comes.</summary>
    /// <param name="container">One of a slot.</param>
    public static bool IsWorker(ContainerState container) =>
        container.Labels.GetValueOrDefault(ResourceNames.RoleLabel) == ResourceNames.WorkerRole;

    private static string Since(ReleaseRecord live) => $"(since {live.At:yyyy-MM-dd HH:mm:ss} UTC, by {live.By})";

    private bool IsVerified(Slot slot) =>
        State.Router.Up.Contains(slot) && (State.Router.Split.Only == slot || State.RecordOf(slot) is not null);

    /// <summary>While the router does not run, nobody knows where it leads: probably to what was recorded last.</summary>
    private bool IsServing(Slot slot) =>
        State.Router.Running ? State.Router.Split.Reaches(slot) : State.Releases is [.., var newest] && newest.Slot == slot;
}
