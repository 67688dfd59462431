using System.Runtime.CompilerServices;
using Slipway.Applications;
using Slipway.Applications.Validation;
using Slipway.Execution;
using Slipway.Hosts;
using Slipway.Keeper;
using Slipway.Observation;
using Slipway.Plans;
using Slipway.Reporting;
using Slipway.Routing;
using Slipway.Steps;
using Slipway.Strategies;
using Slipway.Strategies.Foundation;
using Slipway.Verification;

namespace Slipway;

/// <summary>The entry point: one application on one target. Disposing of it ends the conversation with the target's router.</summary>
public sealed class ReleaseEngine : IAsyncDisposable
{
    private readonly Application application;
    private readonly ReleaseTarget target;
    private readonly OwnedEngine engine;
    private readonly IReleaseObserver observer;
    private readonly TimeProvider time;
    private readonly ResourceNames names;
    private readonly KeeperContainer keeper;
    private readonly StrategyRegistry strategies;
    private ReleaseSession? last;
    private HostEffect resetting;

    /// <param name="strategies">The ways to release that are known; null (the default) for <see cref="StrategyRegistry.BuiltIn"/>.</param>
    /// <exception cref="SpecificationException">The description has faults, or asks for what the router can't render; all are named.</exception>
    public ReleaseEngine(
        Application application, ReleaseTarget target, IReleaseObserver observer, TimeProvider time, StrategyRegistry? strategies = null)
    {
        this.strategies = strategies ?? StrategyRegistry.BuiltIn;
        if (FindFaults(application, target.Router, this.strategies) is { Count: > 0 } faults)
        {
            throw new SpecificationException(faults);
        }

        (this.application, this.observer, this.time) = (application, observer, time);
        names = new ResourceNames(application.Name);
        engine = new OwnedEngine(target.Engine, names.Owner);
        this.target = target with { Engine = engine };
        keeper = new KeeperContainer(names, engine, target.BaseImage);
    }

    /// <summary>What the commands that were run over this object have done to what is live; see <see cref="RunEnd"/>.</summary>
    public HostEffect Effect => resetting == HostEffect.None ? last?.Effect ?? HostEffect.None : resetting;

    /// <summary>All faults of a description, and then what the router can't render of it, where nothing else is wrong in the same place.</summary>
    /// <param name="application">The description.</param>
    /// <param name="router">The proxy that is to render it.</param>
    /// <param name="strategies">The ways to release that are known; null (the default) for <see cref="StrategyRegistry.BuiltIn"/>.</param>
    public static IReadOnlyList<SpecificationFault> FindFaults(Application application, IRouter router, StrategyRegistry? strategies = null)
    {
        var faults = ApplicationValidator.Find(application).Concat((strategies ?? StrategyRegistry.BuiltIn).Check(application)).ToList();
        return [.. faults, .. router.Check(application).Where(refused => !faults.Any(fault => fault.Path == refused.Path))];
    }

    /// <summary>
    /// Takes the application's lock, brings to rest what an earlier command left half-way, and returns a session that may change the target.
    /// </summary>
    /// <param name="command">What is run, for whoever finds the lock taken.</param>
    /// <param name="by">Who runs it: user and machine.</param>
    /// <exception cref="SpecificationException">Names that the application needs are those of things which are not its own; all are named.</exception>
    /// <exception cref="LockHeldException">Somebody else holds the lock.</exception>
    public async Task<ReleaseSession> BeginAsync(string command, string by, CancellationToken cancellationToken)
    {
        await engine.RefuseStrangersAsync(Claims.Of(application), cancellationToken);
        await keeper.EnsureAsync(cancellationToken);
        var journal = await keeper.OpenAsync(cancellationToken);
        try
        {
            await journal.LockAsync(application.Name, new LockHolder(by, command, time.GetUtcNow()), time, cancellationToken);
            return await RecoverAsync(journal, by, cancellationToken);
        }
        catch
        {
            await journal.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// As <see cref="BeginAsync"/>, for a command that needs an application which is there already: where there is none, nothing is made, and
    /// a <see cref="UsageException"/> says so.
    /// </summary>
    public async Task<ReleaseSession> ReopenAsync(string command, string by, CancellationToken cancellationToken)
    {
        if (await engine.Containers.FindAsync(names.Keeper, cancellationToken) is null)
        {
            throw new UsageException($"{application.Name} was never released on {engine.Endpoint}: {command} has nothing to work on.");
        }

        return await BeginAsync(command, by, cancellationToken);
    }

    private async Task<ReleaseSession> RecoverAsync(KeeperSession journal, string by, CancellationToken cancellationToken)
    {
        var begun = last = new ReleaseSession(application, target, engine, journal, new KeeperProbe(keeper.OpenAsync), observer, time, strategies);
        try
        {
            await begun.RecoverAsync(by, cancellationToken);
            return begun;
        }
        catch
        {
            await begun.DisposeAsync();
            throw;
        }
    }

    /// <summary>What is live and what was interrupted; touches nothing. Null when the application was never released on this target.</summary>
    public async Task<StatusReport?> ReadStatusAsync(CancellationToken cancellationToken)
    {
        if (!await keeper.ExistsAsync(cancellationToken))
        {
            return null;
        }

        await using var session = await keeper.OpenAsync(cancellationToken);
        var holder = await session.FindHolderAsync(cancellationToken);
        var state = await ObservedStateReader.ReadAsync(names, target.Engine, target.Router, session, cancellationToken);
        return new StatusReport(application, state, holder, target.PublicAddress) { Strategies = strategies };
    }

    /// <summary>All runs on this target, oldest first.</summary>
    public async Task<IReadOnlyList<HistoryEntry>> ReadHistoryAsync(CancellationToken cancellationToken)
    {
        if (!await keeper.ExistsAsync(cancellationToken))
        {
            return [];
        }

        await using var session = await keeper.OpenAsync(cancellationToken);
        var holder = await session.FindHolderAsync(cancellationToken);
        return HistoryEntry.Read(await session.ReadJournalAsync(cancellationToken), await session.ReadReleasesAsync(cancellationToken), holder is not null);
    }

    /// <summary>
    /// What a deploy of <paramref name="request"/> would do now; touches nothing. What would be refused is refused here too, but for images that
    /// were not pushed yet.
    /// </summary>
    public async Task<IReadOnlyList<Plan>> PlanDeployAsync(ReleaseRequest request, CancellationToken cancellationToken)
    {
        var strategy = strategies.Choose(application, request.Strategy);
        var state = ObservedState.Nothing;
        if (await keeper.ExistsAsync(cancellationToken))
        {
            await using var session = await keeper.OpenAsync(cancellationToken);
            state = await ObservedStateReader.ReadAsync(names, target.Engine, target.Router, session, cancellationToken);
        }

        Admission.Check(application, state, strategy, strategies, target.Router.Capabilities);
        if (!state.Router.Running && state.Releases.Count > 0)
        {
            observer.Note("The router does not run. A deploy starts it first and goes by where it then sends the traffic; this plan is that of a target on which nothing is live.");
        }

        if (state.Router.Drift is { } drift)
        {
            observer.Note($"{drift}: a deploy moves it there.");
        }

        var release = request.Begin(state.LastNumber + 1);
        await engine.RefuseStrangersAsync([.. Claims.Of(application), .. Claims.OfMigration(application, release.Number)], cancellationToken);
        Plan?[] plans =
        [
            Recovery.Plan(application, state, request.By, strategies),
            state.Interrupted is null ? Reviving.Plan(application, state, request.By) : null,
            Migrating.Plan(application, state, release),
            strategy.Plan(application, state, release),
        ];
        return [.. plans.OfType<Plan>()];
    }

    /// <summary>Log lines of the live slot's workloads, each prefixed with its container's name.</summary>
    /// <param name="workload">One workload's name, or null for all.</param>
    /// <param name="tail">Lines a container.</param>
    public async IAsyncEnumerable<string> ReadLogsAsync(string? workload, int tail, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var containers = await engine.Containers.ListAsync(names.Labels, cancellationToken);
        var chosen = containers.Where(container =>
            container.Labels.GetValueOrDefault(ResourceNames.WorkloadLabel) is { } name && (workload is null || name == workload)).ToList();
        if (workload is not null && chosen.Count == 0)
        {
            throw new UsageException(new SpecificationFault("service", $"{application.Name} has no container of {workload}."));
        }

        foreach (var container in chosen)
        {
            await foreach (var line in engine.Containers.ReadLogsAsync(container.Name, tail, cancellationToken))
            {
                yield return $"{container.Name} | {line}";
            }
        }
    }

    /// <summary>What a reset would remove now; touches nothing.</summary>
    /// <param name="keepData">See <see cref="ResetAsync(string, bool, CancellationToken)"/>.</param>
    public async Task<Removal> FindRemovalAsync(bool keepData, CancellationToken cancellationToken)
    {
        await using var session = await keeper.ExistsAsync(cancellationToken) ? await keeper.OpenAsync(cancellationToken) : null;
        return await FindRemovalAsync(session, keepData, cancellationToken);
    }

    /// <summary>Removes everything of this application from the target: containers, volumes with all data, network, images. Nothing of others.</summary>
    /// <exception cref="LockHeldException">Somebody is deploying it.</exception>
    public Task ResetAsync(string by, CancellationToken cancellationToken) => ResetAsync(by, keepData: false, cancellationToken);

    /// <summary>As <see cref="ResetAsync(string, CancellationToken)"/>, with or without the data.</summary>
    /// <param name="by">Who resets: user and machine.</param>
    /// <param name="keepData">
    /// Whether the volumes of the shared services stay, and the keeper's with them: it holds the secrets by which the data can be used, and
    /// which releases there were. The next release takes both up again.
    /// </param>
    public async Task ResetAsync(string by, bool keepData, CancellationToken cancellationToken)
    {
        await using var session = await keeper.ExistsAsync(cancellationToken) ? await keeper.OpenAsync(cancellationToken) : null;
        if (session is not null)
        {
            await session.LockAsync(application.Name, new LockHolder(by, "Reset", time.GetUtcNow()), time, cancellationToken);
        }

        var removal = await FindRemovalAsync(session, keepData, cancellationToken);
        resetting = HostEffect.HalfDone;
        foreach (var container in removal.Containers)
        {
            observer.Note($"Removing container {container}");
            await engine.Containers.RemoveAsync(container, cancellationToken);
        }

        foreach (var volume in removal.Volumes.Concat(removal.Data))
        {
            observer.Note($"Removing volume {volume}");
            await engine.Volumes.RemoveAsync(volume, cancellationToken);
        }

        await engine.Networks.RemoveAsync(names.Network, cancellationToken);
        foreach (var image in removal.Images)
        {
            // One that another application's container runs from stays.
            await engine.Images.RemoveAsync(image, cancellationToken);
        }

        resetting = HostEffect.None;
    }

    public ValueTask DisposeAsync() => target.Router.DisposeAsync();

    private async Task<Removal> FindRemovalAsync(KeeperSession? session, bool keepData, CancellationToken cancellationToken)
    {
        var containers = await engine.Containers.ListAsync(names.Labels, cancellationToken);
        var volumes = await engine.Volumes.ListAsync(names.Labels, cancellationToken);
        var labelled = await engine.Volumes.ListAsync(names.With((ResourceNames.RoleLabel, ResourceNames.DataRole)), cancellationToken);
        string[] data = [.. volumes.Where(volume => labelled.Contains(volume, StringComparer.Ordinal)
            || application.SharedServices.Any(shared => names.DataVolume(shared.Name) == volume))];
        string[] kept = keepData
            ? [.. volumes.Where(volume => volume == names.StateVolume || data.Contains(volume, StringComparer.Ordinal))]
            : [];
        return new Removal
        {
            Containers = [.. containers.OrderBy(container => container.Name == names.Keeper).Select(container => container.Name)],
            Data = [.. data.Except(kept, StringComparer.Ordinal)],
            Volumes = [.. volumes.Except(data, StringComparer.Ordinal).Except(kept, StringComparer.Ordinal)],
            Kept = kept,
            Networks = await engine.Networks.FindLabelsAsync(names.Network, cancellationToken) is { } labels && names.Owner.Owns(labels)
                ? [names.Network]
                : [],
            Images = session is null ? [] : await ReadImagesAsync(session, cancellationToken),
        };
    }

    /// <summary>The images of all that went live, and of all that was begun.</summary>
    private static async Task<IReadOnlyList<string>> ReadImagesAsync(KeeperSession session, CancellationToken cancellationToken)
    {
        var released = (await session.ReadReleasesAsync(cancellationToken)).SelectMany(record => record.Images.Values);
        var begun = (await session.ReadJournalAsync(cancellationToken)).SelectMany(entry => entry.Begun?.Images.Values ?? []);
        return [.. released.Union(begun, StringComparer.Ordinal)];
    }
}
