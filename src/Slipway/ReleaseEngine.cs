using System.Runtime.CompilerServices;
using Slipway.Applications;
using Slipway.Applications.Validation;
using Slipway.Containers;
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
public sealed partial class ReleaseEngine : IAsyncDisposable
{
    private readonly Application application;
    private readonly ReleaseTarget target;
    private readonly OwnedEngine engine;
    private readonly ReleaseObservers observer;
    private readonly TimeProvider time;
    private readonly ResourceNames names;
    private readonly KeeperContainer keeper;
    private readonly Neighbours neighbours;
    private readonly StrategyRegistry strategies;
    private readonly HookSet hooks;
    private readonly DescriptionCheck check;
    private ReleaseSession? last;
    private HostEffect resetting;

    /// <summary>
    /// Checks the name and where it is published; each command checks what else it uses of the description. Nobody is asked and nothing is
    /// touched yet.
    /// </summary>
    /// <param name="strategies">The ways to release that are known; null (the default) for <see cref="StrategyRegistry.BuiltIn"/>.</param>
    /// <param name="hooks">What is done before or after steps and commands, in this order; null (the default) for nothing.</param>
    /// <param name="application">The description.</param>
    /// <param name="target">Where it is released to.</param>
    /// <param name="observer">Hears what happens.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="SpecificationException">
    /// Name or address have faults; all of the description are named.
    /// </exception>
    public ReleaseEngine(
        Application application, ReleaseTarget target, IReleaseObserver observer, TimeProvider time, StrategyRegistry? strategies = null,
        IEnumerable<Hook>? hooks = null)
    {
        this.strategies = strategies ?? StrategyRegistry.BuiltIn;
        this.hooks = new HookSet(hooks);
        check = new DescriptionCheck(application, target.Router, this.strategies, this.hooks);
        if (check.Find(DescriptionUse.Place).Count > 0)
        {
            // Nothing can be done with it, and whoever mends it wants to know all.
            check.Require(DescriptionUse.Release);
        }

        (this.application, this.time) = (application, time);
        this.observer = observer as ReleaseObservers ?? new ReleaseObservers(observer);
        names = new ResourceNames(application.Name);
        engine = new OwnedEngine(target.Engine, names.Owner);
        neighbours = new Neighbours(target.Engine, application.Name, time);
        this.target = target with { Engine = engine };
        keeper = new KeeperContainer(names, engine, target.BaseImage, time);
    }

    /// <summary>What the commands that were run over this object have done to what is live; see <see cref="RunEnd"/>.</summary>
    public HostEffect Effect => resetting == HostEffect.None ? last?.Effect ?? HostEffect.None : resetting;

    /// <summary>
    /// What the last session did to bring the target to rest before its command: sentences for a command that is refused then. Null when
    /// nothing was to be done.
    /// </summary>
    public string? Rested => last?.Rested;

    /// <summary>
    /// All faults of what a command uses of a description, and then what the router can't render of it, where nothing else is wrong in the
    /// same place.
    /// </summary>
    /// <param name="application">The description.</param>
    /// <param name="router">The proxy that is to render it.</param>
    /// <param name="strategies">The ways to release that are known; null (the default) for <see cref="StrategyRegistry.BuiltIn"/>.</param>
    /// <param name="hooks">What is to be done before or after steps and commands; null (the default) for nothing.</param>
    /// <param name="use">How much of it is used. Default all.</param>
    /// <returns>Each fault with its path; none for a description that can be used so.</returns>
    public static IReadOnlyList<SpecificationFault> FindFaults(
        Application application, IRouter router, StrategyRegistry? strategies = null, IEnumerable<Hook>? hooks = null,
        DescriptionUse use = DescriptionUse.Release) =>
        new DescriptionCheck(application, router, strategies ?? StrategyRegistry.BuiltIn, new HookSet(hooks)).Find(use);

    /// <summary>
    /// What a deploy needs that nobody gave: secrets that have to be given, and the certificate of the edge. Nobody is asked.
    /// </summary>
    /// <param name="application">The description.</param>
    /// <returns>Each with its path; none when all are there.</returns>
    public static IReadOnlyList<SpecificationFault> FindMissingSecrets(Application application) =>
        [.. SecretValidator.FindMissing(application)];

    /// <summary>
    /// Takes the application's lock, brings to rest what an earlier command left half-way, and returns a session that may change the
    /// target: for a command that releases.
    /// </summary>
    /// <param name="command">What is run, for whoever finds the lock taken.</param>
    /// <param name="by">Who runs it: user and machine.</param>
    /// <param name="cancellationToken">Gives up; what was being brought to rest is left to the next command.</param>
    /// <exception cref="EngineUnreachableException">The host's engine does not answer.</exception>
    /// <exception cref="ReleaseFailedException">What an earlier command left half-way could be neither finished nor undone.</exception>
    /// <exception cref="StrategyMissingException">
    /// It was begun in a way to release that this build does not know, and could not be brought to rest.
    /// </exception>
    /// <exception cref="NewerSchemaException">A newer version of Slipway has released here.</exception>
    /// <exception cref="SpecificationException">
    /// The description has faults, or names that the application needs are those of things which are not its own; all are named.
    /// </exception>
    /// <exception cref="LockHeldException">Somebody else holds the lock.</exception>
    public Task<ReleaseSession> BeginAsync(string command, string by, CancellationToken cancellationToken)
    {
        check.Require(DescriptionUse.Release);
        return BeginAsync(application, command, by, back: null, cancellationToken);
    }

    /// <summary>
    /// As <see cref="BeginAsync(string, string, CancellationToken)"/>, for a command that works on releases which are there: it goes by
    /// their records, and nothing is made where there is no application. What is described with faults and no record has (retention,
    /// certificate, hooks) it goes without, and the observer is told.
    /// </summary>
    /// <param name="command">What is run, for whoever finds the lock taken.</param>
    /// <param name="by">Who runs it: user and machine.</param>
    /// <param name="cancellationToken">As of <see cref="BeginAsync(string, string, CancellationToken)"/>.</param>
    /// <exception cref="UsageException">The application was never released on this target.</exception>
    /// <exception cref="LockHeldException">Somebody else holds the lock.</exception>
    public Task<ReleaseSession> ReopenAsync(string command, string by, CancellationToken cancellationToken) =>
        ReopenAsync(command, by, back: null, cancellationToken);

    /// <summary>
    /// As <see cref="ReopenAsync(string, string, CancellationToken)"/>, for a command that goes back: a new version that was cut off with
    /// all the traffic, and before it counted as good, is left at once, where what was live before still stands whole. Else it is finished.
    /// </summary>
    /// <param name="command">What is run, for whoever finds the lock taken.</param>
    /// <param name="by">Who runs it: user and machine.</param>
    /// <param name="back">Where the command wants to go back to; null for one that does not.</param>
    /// <param name="cancellationToken">As of <see cref="BeginAsync(string, string, CancellationToken)"/>.</param>
    /// <exception cref="UsageException">The application was never released on this target.</exception>
    /// <exception cref="LockHeldException">Somebody else holds the lock.</exception>
    public async Task<ReleaseSession> ReopenAsync(string command, string by, WayBack? back, CancellationToken cancellationToken)
    {
        if (await engine.Containers.FindAsync(names.Keeper, cancellationToken) is null)
        {
            throw new UsageException($"{application.Name} was never released on {engine.Endpoint}: {command} has nothing to work on.");
        }

        // The names of a sound description are the application's too; those of a faulty one may be no names at all.
        var claiming = check.Find(DescriptionUse.Release).Count == 0 ? application : check.Installation;
        foreach (var sentence in check.DescribeLeftOut())
        {
            observer.Note(sentence);
        }

        return await BeginAsync(claiming, command, by, back, cancellationToken);
    }

    private async Task<ReleaseSession> BeginAsync(
        Application claiming, string command, string by, WayBack? back, CancellationToken cancellationToken)
    {
        await engine.RefuseStrangersAsync(Claims.Of(claiming), cancellationToken);
        var unmake = await keeper.EnsureAsync(cancellationToken);
        var journal = await keeper.OpenAsync(cancellationToken);
        try
        {
            await journal.LockAsync(application.Name, new LockHolder(by, command, time.GetUtcNow()), cancellationToken);
            return await RecoverAsync(journal, by, back, unmake, cancellationToken);
        }
        catch (Exception error)
        {
            await journal.DisposeAsync();
            if (error is UsageException && unmake is not null)
            {
                // The first release is refused: nothing is left of it.
                await unmake(CancellationToken.None);
            }

            throw;
        }
    }

    private async Task<ReleaseSession> RecoverAsync(
        KeeperSession journal, string by, WayBack? back, Func<CancellationToken, Task>? unmake, CancellationToken cancellationToken)
    {
        var begun = last = new ReleaseSession(
            application, target, engine, journal, new KeeperProbe(keeper.OpenAsync, time), observer, time, strategies, hooks.IfSound, check,
            FindServingAsync, neighbours)
        {
            UnmakeKeeper = unmake,
        };
        try
        {
            await begun.RecoverAsync(by, back, cancellationToken);
            return begun;
        }
        catch
        {
            await begun.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// What is live and what was interrupted; touches nothing. Null when the application was never released on this target.
    /// </summary>
    /// <exception cref="EngineUnreachableException">The host's engine does not answer.</exception>
    /// <exception cref="NewerSchemaException">A newer version of Slipway has released here.</exception>
    public async Task<StatusReport?> ReadStatusAsync(CancellationToken cancellationToken)
    {
        if (!await keeper.ExistsAsync(cancellationToken))
        {
            return null;
        }

        await using var session = await keeper.OpenAsync(cancellationToken);
        var holder = await session.FindHolderAsync(cancellationToken);
        var state = await ObservedStateReader.ReadAsync(names, target.Engine, target.Router, session, cancellationToken);
        var faults = check.Find(DescriptionUse.Release);
        return new StatusReport(application, state, holder, target.AddressOf(application, state.Router))
        {
            Strategies = strategies,
            Faults = faults,
            // Nobody is to bring about what the next deploy refuses.
            SharedDrift = faults.Count > 0 ? [] : await FindSharedDriftAsync(state, cancellationToken),
        };
    }

    /// <summary>What is served now, for the end of what failed: no error, whatever can't be asked. Touches nothing.</summary>
    /// <param name="cancellationToken">Gives up: then it is not known.</param>
    public async Task<Serving> FindServingAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await ReadStatusAsync(cancellationToken) is { } status ? Serving.Of(status.State, status.Address) : Serving.Nothing;
        }
        catch (Exception error) when (error is SlipwayException or OperationCanceledException)
        {
            return Serving.Unknown;
        }
    }

    /// <summary>All runs on this target, oldest first.</summary>
    /// <exception cref="EngineUnreachableException">The host's engine does not answer.</exception>
    /// <exception cref="NewerSchemaException">A newer version of Slipway has released here.</exception>
    public async Task<IReadOnlyList<HistoryEntry>> ReadHistoryAsync(CancellationToken cancellationToken)
    {
        if (!await keeper.ExistsAsync(cancellationToken))
        {
            return [];
        }

        await using var session = await keeper.OpenAsync(cancellationToken);
        var holder = await session.FindHolderAsync(cancellationToken);
        return HistoryEntry.Read(await session.ReadJournalAsync(cancellationToken), await session.ReadReleasesAsync(cancellationToken),
            holder is not null);
    }

    /// <summary>Log lines of the live slot's workloads, each prefixed with its container's name.</summary>
    /// <param name="workload">One workload's name, or null for all.</param>
    /// <param name="tail">How many lines of each container at most, 1 or more.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="UsageException">The application has no container of that workload.</exception>
    public async IAsyncEnumerable<string> ReadLogsAsync(
        string? workload, int tail, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var containers = await engine.Containers.ListAsync(names.Labels, cancellationToken);
        var chosen = containers.Where(container =>
            container.Labels.GetValueOrDefault(ResourceNames.WorkloadLabel) is { } name && (workload is null || name == workload)).ToList();
        if (workload is not null && chosen.Count == 0)
        {
            throw new UsageException(new SpecificationFault("--service", $"{application.Name} has no container of {workload}."));
        }

        foreach (var container in chosen)
        {
            await foreach (var line in engine.Containers.ReadLogsAsync(container.Name, tail, cancellationToken))
            {
                yield return $"{container.Name} | {line}";
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => target.Router.DisposeAsync();
}
