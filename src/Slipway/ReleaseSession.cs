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
public sealed partial class ReleaseSession : IAsyncDisposable
{
    private readonly Application application;
    private readonly ReleaseTarget target;
    private readonly OwnedEngine owned;
    private readonly KeeperSession journal;
    private readonly KeeperProbe probe;
    private readonly ReleaseObservers observer;
    private readonly StrategyRegistry strategies;
    private readonly HookSet hooks;
    private readonly DescriptionCheck check;
    private readonly Func<CancellationToken, Task<Serving>> serving;
    private readonly FencedRouter router;
    private readonly TargetSecretStore secrets;
    private readonly List<string> warnings = [];
    private StepContext context;
    private LiveSite? site;
    private Uri address;
    private int? number;
    private string? migrationLevel;

    internal ReleaseSession(
        Application application, ReleaseTarget target, OwnedEngine owned, KeeperSession journal, KeeperProbe probe,
        ReleaseObservers observer, TimeProvider time, StrategyRegistry strategies, HookSet hooks, DescriptionCheck check,
        Func<CancellationToken, Task<Serving>> serving, Neighbours neighbours)
    {
        (this.application, this.target, this.owned, this.journal) = (application, target, owned, journal);
        (this.probe, this.observer, this.strategies, this.hooks, this.check) = (probe, observer, strategies, hooks, check);
        this.serving = serving;
        address = target.PublicAddress;
        var names = new ResourceNames(application.Name);
        var engine = new FencedEngine(owned, journal);
        secrets = new TargetSecretStore(names, engine, journal, target.BaseImage);
        context = new StepContext
        {
            Application = application,
            Installation = application,
            Engine = engine,
            Router = router = new FencedRouter(target.Router, journal),
            Journal = journal,
            Probe = probe,
            Secrets = secrets,
            Previews = new TargetPreviewTokens(journal),
            Traffic = new TrafficWatch(target.PublicAddress, application.Verification, time),
            Downtime = new Downtime(time),
            Upkeep = new ImageUpkeep(engine.Images, neighbours, target.Repositories),
            Observer = observer,
            Warned = Keep,
            Time = time,
        };
    }

    /// <summary>What the commands of this session have done to what is live.</summary>
    public HostEffect Effect { get; private set; }

    /// <summary>Brings shared services up and migrates, once a session.</summary>
    /// <param name="request">What is to be released.</param>
    /// <param name="cancellationToken">Interrupts the migration, which is not taken back.</param>
    /// <exception cref="UsageException">
    /// A canary waits, an image was not pushed, or a stranger has a name that is needed. Nothing was touched.
    /// </exception>
    /// <exception cref="ReleaseFailedException">The run did not reach its end; the error says whether all was undone.</exception>
    /// <exception cref="LockLostException">The lock was lost on the way; the next command ends what was begun.</exception>
    public async Task MigrateAsync(ReleaseRequest request, CancellationToken cancellationToken)
    {
        check.Require(DescriptionUse.Release);
        router.Moves = true;
        var state = await ObserveAsync(cancellationToken);
        Admission.RefuseBesidePaused(state, strategies);
        Admission.RequireImages(application, request);
        await Admission.RequireReachableAsync(application, state, Site, cancellationToken);
        var versions = await DecideSecretsAsync(state, request.Secrets, cancellationToken);
        if (Converged.Describe(application, state, request, versions) is { } reason)
        {
            var missing = Migrating.PlanNewServices(application, state, request.By);
            observer.Note($"{reason}: nothing to migrate{(missing is null ? "" : "; shared services are missing and are made")}.");
            await (missing is null ? Task.CompletedTask : ExecuteAsync(missing, cancellationToken));
            return;
        }

        var plan = Migrating.Plan(application, state, request.Begin(NextNumber(state), ReleaseDescription.Of(application), versions));
        await owned.RefuseStrangersAsync(Claims.OfMigration(application, plan.Release.Number), cancellationToken);
        if (plan.Steps.Count > 0)
        {
            migrationLevel = (await ExecuteAsync(plan, cancellationToken)).Result<MigrationLevel>()?.Level;
        }
    }

    /// <summary>
    /// Releases. Returns without a switch when exactly this is live already; what of its description changed and reaches no container is
    /// taken over into its record then.
    /// </summary>
    /// <param name="request">What is to be released.</param>
    /// <param name="cancellationToken">Interrupts the release: what was begun is undone, unless it is live already.</param>
    /// <returns>What is live afterwards, and how it came to be.</returns>
    /// <exception cref="UsageException">A canary waits, or an image was not pushed. Nothing was touched.</exception>
    /// <exception cref="ReleaseFailedException">The run did not reach its end; the error says whether all was undone.</exception>
    /// <exception cref="LockLostException">The lock was lost on the way; the next command ends what was begun.</exception>
    /// <exception cref="SpecificationException">The strategy asked for is not known, or does not fit; all faults are named.</exception>
    public async Task<ReleaseReport> DeployAsync(ReleaseRequest request, CancellationToken cancellationToken)
    {
        check.Require(DescriptionUse.Release);
        router.Moves = true;
        var strategy = strategies.Choose(application, request.Strategy);
        var state = await ObserveAsync(cancellationToken);
        Admission.Check(application, state, strategy, strategies, target.Router.Capabilities);
        Admission.RequireImages(application, request);
        await Admission.RequireReachableAsync(application, state, Site, cancellationToken);
        var versions = await DecideSecretsAsync(state, request.Secrets, cancellationToken);
        await WarnOfSharedDriftAsync(state, cancellationToken);
        if (Converged.Describe(application, state, request, versions) is { } reason)
        {
            var changes = ComparedRelease.FindChanges(application, state, request, versions);
            var amending = Amending.Plan(application, state, request, versions, changes);
            string?[] sentences =
            [
                $"{reason}: nothing to switch.", Republishing.Describe(state), Amending.Describe(amending),
                .. DeploySecrets.Describe(application, changes),
            ];
            observer.Note(string.Join(' ', sentences.OfType<string>()));
            return (amending ?? Republishing.Plan(state, request.By)) is { } plan
                ? await RunAsync(plan, state, cancellationToken)
                : Report(state.LiveRelease!);
        }

        var release = request.Begin(NextNumber(state), ReleaseDescription.Of(application), versions) with
        {
            MigrationLevel = migrationLevel,
        };
        return await RunAsync(strategy.Plan(application, state, release), state, cancellationToken);
    }

    /// <summary>Frees the lock, and ends the conversation with the target.</summary>
    public async ValueTask DisposeAsync()
    {
        await context.Traffic.DisposeAsync();
        await probe.DisposeAsync();
        await journal.DisposeAsync();
    }

    private ReleaseReport Report(ReleaseRecord live, CompletedRun? run = null) =>
        new(live, run, run?.Result<CountedTraffic>()?.Counted, address)
        {
            Warnings =
            [
                .. warnings, .. observer.Warnings,
                .. run?.Result<LookedFromOutside>()?.Unconfirmed is { } unseen ? [$"{unseen}."] : Array.Empty<string>(),
            ],
        };

    private async Task<ReleaseReport> RunAsync(Plan plan, ObservedState before, CancellationToken cancellationToken)
    {
        number = null;
        await Site.LookBeforeAsync(DescribedBy(plan.Release.Description), before, cancellationToken);
        var execution = await ExecuteAsync(plan, cancellationToken);
        // As it stands once what came after the record was counted too.
        var recorded = context.Ledger?.Recorded ?? execution.Result<RecordedRelease>()?.Record;
        if (recorded is not null)
        {
            Effect = HostEffect.Done;
        }

        return Report(recorded ?? execution.Result<AmendedRelease>()?.Record ?? before.LiveRelease!, execution);
    }

    /// <summary>
    /// Keeps what is known of the host when the plan does not come back with a word about its own end. What an earlier run of this session
    /// measured is none of this one's.
    /// </summary>
    private async Task<CompletedRun> ExecuteAsync(Plan plan, CancellationToken cancellationToken, EndedRun? ended = null)
    {
        await (plan.Steps.Any(step => step.Do is EnsureRouter) ? router.ProveAddressAsync(cancellationToken) : Task.CompletedTask);
        await context.Traffic.DisposeAsync();
        var described = DescribedBy(plan.Release.Description);
        var watch = new TrafficWatch(address, described.Verification, context.Time)
        {
            TellsOwnAnswers = context.Router.Capabilities.TellsOwnAnswers,
            Host = VersionQuestion.Front(described).Route.Host,
            Certificate = application.Router.Tls?.Certificate,
        };
        context = context with
        {
            Application = described,
            Traffic = watch,
            Ledger = new SwitchLedger(context.Router, watch),
            Downtime = new Downtime(context.Time),
            Site = Site,
            Before = plan.Steps.Select(step => step.Do).OfType<Soak>().FirstOrDefault()?.Watched is { } soaked
                ? new TrafficBefore(context.Router, soaked.Other())
                : null,
        };
        await (context.Before?.BeginAsync(cancellationToken) ?? Task.CompletedTask);
        UnmakeKeeper = null;
        var executor = new Executor(context) { Hooks = hooks, Ended = ended ?? EndedRun.None };
        try
        {
            var completed = await executor.RunAsync(plan, cancellationToken);
            warnings.AddRange(completed.Warnings);
            if (completed.Steps.Count < plan.Steps.Count + plan.FollowUp.Count)
            {
                await TidyAfterAsync();
            }

            return completed;
        }
        catch (ReleaseFailedException error)
        {
            await TidyAfterAsync();
            throw error.With(await FindServingAsync());
        }
        catch (Exception) when (executor.HasBegun)
        {
            Effect = HostEffect.HalfDone;
            throw;
        }
    }

    /// <summary>
    /// The application as it was described for a release. Today's description stands in for one that nobody remembers, and must be sound
    /// for that.
    /// </summary>
    private Application DescribedBy(ReleaseDescription? release)
    {
        if (release is null)
        {
            check.RequireReleased();
        }

        return application.DescribedBy(release);
    }

    /// <summary>Migration and switch of one release bear one number.</summary>
    private int NextNumber(ObservedState state) => number ??= state.LastNumber + 1;

    private async Task<ObservedState> ObserveAsync(CancellationToken cancellationToken)
    {
        var names = new ResourceNames(application.Name);
        var state = await ObservedStateReader.ReadAsync(names, target.Engine, target.Router, journal, cancellationToken);
        if (state.Router.Running || (state.Releases.Count == 0 && state.Interrupted is null))
        {
            return Located(state);
        }

        // A router that lies still knows where the traffic goes, from its durable files, and it alone: it must run before a decision.
        observer.Note($"The {state.Closed!.Part} {state.Closed.State}: nothing is served. Bringing it back first.");
        await target.Router.ResumeAsync(cancellationToken);
        rested.Add("Before that, the router, which did not run, was started.");
        return Located(await ObservedStateReader.ReadAsync(names, target.Engine, target.Router, journal, cancellationToken));
    }

    /// <summary>A command that does not move the application finds it where it is published, wherever it is described.</summary>
    private ObservedState Located(ObservedState state)
    {
        address = router.Moves ? target.PublicAddress : target.AddressOf(application, state.Router);
        return state;
    }
}
