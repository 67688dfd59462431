using Slipway.Applications;
using Slipway.Execution;
using Slipway.Hosts;
using Slipway.Keeper;
using Slipway.Keeper.Fencing;
using Slipway.Observation;
using Slipway.Plans;
using Slipway.Reporting;
using Slipway.Routing;
using Slipway.Steps;
using Slipway.Strategies;
using Slipway.Strategies.Foundation;
using Slipway.Verification;

namespace Slipway;

/// <summary>The holder of an application's lock: what it runs, nobody else runs meanwhile. Disposing of it frees the lock.</summary>
public sealed class ReleaseSession : IAsyncDisposable
{
    private readonly Application application;
    private readonly ReleaseTarget target;
    private readonly OwnedEngine owned;
    private readonly KeeperSession journal;
    private readonly KeeperProbe probe;
    private readonly IReleaseObserver observer;
    private readonly StrategyRegistry strategies;
    private StepContext context;
    private int? number;
    private string? migrationLevel;

    internal ReleaseSession(
        Application application, ReleaseTarget target, OwnedEngine owned, KeeperSession journal, KeeperProbe probe, IReleaseObserver observer, TimeProvider time,
        StrategyRegistry strategies)
    {
        (this.application, this.target, this.owned, this.journal) = (application, target, owned, journal);
        (this.probe, this.observer, this.strategies) = (probe, observer, strategies);
        var names = new ResourceNames(application.Name);
        var engine = new FencedEngine(owned, journal);
        context = new StepContext
        {
            Application = application,
            Engine = engine,
            Router = new FencedRouter(target.Router, journal),
            Journal = journal,
            Probe = probe,
            Secrets = new TargetSecretStore(names, engine, journal, target.BaseImage),
            Traffic = new TrafficWatch(target.PublicAddress, application.Verification, time),
            Downtime = new Downtime(time),
            Observer = observer,
            Time = time,
        };
    }

    /// <summary>What the commands of this session have done to what is live.</summary>
    public HostEffect Effect { get; private set; }

    /// <summary>
    /// Refuses (exit 2) what could not be released in this way now: by a router that can't, or beside a canary that waits. Deploying asks
    /// the same; asked early, nothing is built in vain.
    /// </summary>
    /// <param name="strategy">The name of the strategy that is asked for; null for that of the description.</param>
    public async Task CheckAsync(string? strategy, CancellationToken cancellationToken)
    {
        var chosen = strategies.Choose(application, strategy);
        Admission.Check(application, await ObserveAsync(cancellationToken), chosen, strategies, target.Router.Capabilities);
        await context.Router.ProveAddressAsync(cancellationToken);
    }

    /// <summary>Brings shared services up and migrates, once a session.</summary>
    /// <param name="request">What is to be released.</param>
    public async Task MigrateAsync(ReleaseRequest request, CancellationToken cancellationToken)
    {
        var state = await ObserveAsync(cancellationToken);
        Admission.RefuseBesidePaused(state, strategies);
        Admission.RequireImages(application, request);
        if (Converged.Describe(application, state, request) is { } reason)
        {
            observer.Note($"{reason}: nothing to migrate.");
            return;
        }

        var plan = Migrating.Plan(application, state, request.Begin(NextNumber(state)));
        await context.Router.ProveAddressAsync(cancellationToken);
        await owned.RefuseStrangersAsync(Claims.OfMigration(application, plan.Release.Number), cancellationToken);
        if (plan.Steps.Count > 0)
        {
            migrationLevel = (await ExecuteAsync(plan, cancellationToken)).Result<MigrationLevel>()?.Level;
        }
    }

    /// <summary>Releases. Returns without a switch when exactly this is live already.</summary>
    /// <exception cref="SpecificationException">The strategy that is asked for is not known, or does not fit; all faults are named.</exception>
    public async Task<ReleaseReport> DeployAsync(ReleaseRequest request, CancellationToken cancellationToken)
    {
        var strategy = strategies.Choose(application, request.Strategy);
        var state = await ObserveAsync(cancellationToken);
        Admission.Check(application, state, strategy, strategies, target.Router.Capabilities);
        Admission.RequireImages(application, request);
        if (Converged.Describe(application, state, request) is { } reason)
        {
            var moving = Republishing.Plan(state, request.By);
            observer.Note($"{reason}: nothing to switch.{(moving is null ? "" : $" {state.Router.Drift}: it is moved there.")}");
            return moving is null ? new ReleaseReport(state.LiveRelease!, null, null, target.PublicAddress) : await RunAsync(moving, state, cancellationToken);
        }

        return await RunAsync(strategy.Plan(application, state, request.Begin(NextNumber(state)) with { MigrationLevel = migrationLevel }), state, cancellationToken);
    }

    /// <summary>Brings an earlier release back.</summary>
    /// <param name="toRelease">Its number; null for the last good one.</param>
    public async Task<ReleaseReport> RollbackAsync(int? toRelease, string by, CancellationToken cancellationToken)
    {
        var state = await ObserveAsync(cancellationToken);
        Admission.RefuseBesidePaused(state, strategies);
        return await RunAsync(PlanRollback(state, Rollback.ChooseTarget(state, toRelease), by), state, cancellationToken);
    }

    /// <summary>Makes the release in a slot live that is up: back or forward, whichever it is.</summary>
    public async Task<ReleaseReport> SwitchTrafficAsync(Slot slot, string by, CancellationToken cancellationToken)
    {
        var state = await ObserveAsync(cancellationToken);
        Admission.RefuseBesidePaused(state, strategies);
        if (state.Live == slot && state.LiveRelease is { } live)
        {
            observer.Note($"The {slot.Label()} slot is live already: nothing to switch.");
            return new ReleaseReport(live, null, null, target.PublicAddress);
        }

        var plan = PlanRollback(state, Rollback.ChooseSlot(state, slot), by) with { Kind = RunKind.SwitchTraffic };
        return await RunAsync(plan, state, cancellationToken);
    }

    /// <summary>Takes the canary that waits to its next share, or all the way.</summary>
    public async Task<ReleaseReport> PromoteCanaryAsync(bool toFull, string by, CancellationToken cancellationToken)
    {
        var state = await ObserveAsync(cancellationToken);
        var paused = Admission.RequirePaused(state);
        return await RunAsync(strategies.Of(paused.Begun).Promote(application, state, paused, toFull, by), state, cancellationToken);
    }

    /// <summary>Takes the canary that waits back: its share goes to the old version, its slot is cleared.</summary>
    public async Task AbortCanaryAsync(string by, CancellationToken cancellationToken)
    {
        var state = await ObserveAsync(cancellationToken);
        var paused = Admission.RequirePaused(state);
        await ExecuteAsync(strategies.Of(paused.Begun).Abort(state, paused, by), cancellationToken);
    }

    /// <summary>Turns the maintenance page on or off. It stays so, whatever is released meanwhile.</summary>
    public async Task SetMaintenanceAsync(bool on, string by, CancellationToken cancellationToken)
    {
        var state = await ObserveAsync(cancellationToken);
        var live = Admission.RequireMaintenance(state, target.Router.Capabilities);
        await ExecuteAsync(Maintaining.Plan(live, on, by), cancellationToken);
    }

    /// <summary>Removes the idle slot and the images beyond the retention.</summary>
    public async Task CleanupAsync(string by, CancellationToken cancellationToken)
    {
        var state = await ObserveAsync(cancellationToken);
        Admission.RefuseBesidePaused(state, strategies);
        if (state.LiveRelease is { } live)
        {
            await ExecuteAsync(Cleaning.Plan(application, state, live, by), cancellationToken);
        }
    }

    /// <summary>Ends what an earlier command left half-way and starts what should run; does nothing when there is nothing to do.</summary>
    internal async Task RecoverAsync(string by, CancellationToken cancellationToken)
    {
        var state = await ObserveAsync(cancellationToken);
        await RecoverAsync(state, by, cancellationToken);
        await ReviveAsync(state.Interrupted is null ? state : await ObserveAsync(cancellationToken), by, cancellationToken);
        if (state.Paused is null)
        {
            await journal.ShortenJournalAsync(cancellationToken);
        }
    }

    private async Task RecoverAsync(ObservedState state, string by, CancellationToken cancellationToken)
    {
        try
        {
            await EndInterruptedAsync(state, by, cancellationToken);
        }
        catch (ReleaseFailedException error) when (error is { Outcome: RunOutcome.Failed, Step: AwaitHealthy or VerifySlot })
        {
            // The new version does not hold. If the old slot serves again, what was begun is taken away; if there is none, the next command
            // brings something better.
            observer.Note(error.Message);
            var after = await ObserveAsync(cancellationToken);
            if (after.Live != state.Live)
            {
                await EndInterruptedAsync(after, by, cancellationToken);
            }
        }
    }

    private async Task EndInterruptedAsync(ObservedState state, string by, CancellationToken cancellationToken)
    {
        if (Recovery.Plan(application, state, by, strategies) is not { } plan)
        {
            return;
        }

        var unknown = strategies.Of(plan.Release) as UnknownStrategy;
        observer.Note($"{state.Interrupted}. Bringing the target to rest first{(unknown is null ? "." : $", by what router and containers show. {unknown.Missing}.")}");
        try
        {
            await ExecuteAsync(plan, cancellationToken);
        }
        catch (ReleaseFailedException error) when (unknown is not null && error.Outcome == RunOutcome.NeedsPerson)
        {
            throw new StrategyMissingException(unknown.Name, unknown.Missing, error);
        }
    }

    private async Task ReviveAsync(ObservedState state, string by, CancellationToken cancellationToken)
    {
        if (Reviving.Plan(application, state, by) is not { } plan)
        {
            return;
        }

        observer.Note("Something that should run was stopped, by an engine that was killed or by a person. Starting it first.");
        try
        {
            await ExecuteAsync(plan, cancellationToken);
        }
        catch (ReleaseFailedException error) when (error.Outcome == RunOutcome.Failed)
        {
            // What this command brings may be the cure.
            observer.Note(error.Message);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await context.Traffic.DisposeAsync();
        await probe.DisposeAsync();
        await journal.DisposeAsync();
    }

    private async Task<ReleaseReport> RunAsync(Plan plan, ObservedState before, CancellationToken cancellationToken)
    {
        number = null;
        var execution = await ExecuteAsync(plan, cancellationToken);
        var recorded = execution.Result<RecordedRelease>()?.Record;
        if (recorded is not null)
        {
            Effect = HostEffect.Done;
        }

        return new ReleaseReport(recorded ?? before.LiveRelease!, execution, execution.Result<CountedTraffic>()?.Counted, target.PublicAddress);
    }

    /// <summary>
    /// Keeps what is known of the host when the plan does not come back with a word about its own end. What an earlier run of this session
    /// measured is none of this one's.
    /// </summary>
    private async Task<CompletedRun> ExecuteAsync(Plan plan, CancellationToken cancellationToken)
    {
        await (plan.Steps.Any(step => step.Do is EnsureRouter) ? context.Router.ProveAddressAsync(cancellationToken) : Task.CompletedTask);
        context = context with { Downtime = new Downtime(context.Time) };
        var executor = new Executor(context);
        try
        {
            return await executor.RunAsync(plan, cancellationToken);
        }
        catch (Exception error) when (error is not ReleaseFailedException && executor.HasBegun)
        {
            Effect = HostEffect.HalfDone;
            throw;
        }
    }

    private Plan PlanRollback(ObservedState state, ReleaseRecord earlier, string by) =>
        Rollback.Plan(application, state, BegunRelease.Restoring(earlier, NextNumber(state), by), strategies.Choose(application, asked: null));

    /// <summary>Migration and switch of one release bear one number.</summary>
    private int NextNumber(ObservedState state) => number ??= state.LastNumber + 1;

    private async Task<ObservedState> ObserveAsync(CancellationToken cancellationToken)
    {
        var names = new ResourceNames(application.Name);
        var state = await ObservedStateReader.ReadAsync(names, target.Engine, target.Router, journal, cancellationToken);
        if (state.Router.Running || (state.Releases.Count == 0 && state.Interrupted is null))
        {
            return state;
        }

        // A router that lies still knows from its durable files where the traffic goes, and it alone: it must run before anything is decided.
        observer.Note("The router does not run; starting it.");
        await target.Router.EnsureAsync(cancellationToken);
        return await ObservedStateReader.ReadAsync(names, target.Engine, target.Router, journal, cancellationToken);
    }
}
