using Slipway.Applications;
using Slipway.Execution;
using Slipway.Observation;
using Slipway.Plans;
using Slipway.Reporting;
using Slipway.Routing;
using Slipway.Steps;
using Slipway.Strategies;
using Slipway.Strategies.Foundation;

namespace Slipway.Tests.Recording;

/// <summary>Runs the commands of the real engine on a recorded target, each as a process of its own.</summary>
internal sealed class Shell(RecordingTarget target, Application application, StrategyRegistry? strategies = null)
{
    public const string User = "ann@laptop";

    private ReleaseEngine? last;

    public RecordingTarget Target => target;

    public Application Application => application;

    /// <summary>The hooks of this build.</summary>
    public IReadOnlyList<Hook> Hooks { get; init; } = [];

    /// <summary>Who hears of it beside <see cref="Observer"/>, before that one.</summary>
    public IReadOnlyList<IReleaseObserver> Others { get; init; } = [];

    /// <summary>Before a target on which 1.0 and then 1.1 were released by a strategy, and which is at rest.</summary>
    public static async Task<Shell> ReleasedTwiceAsync(string strategy)
    {
        var target = new RecordingTarget { Alone = strategy == "recreate" };
        target.Exclusive.Add("biller");
        var shell = new Shell(target, ShopDescription.Replicated.By(strategy));
        await shell.DeployAsync(ShopDescription.Request("1.0"));
        await shell.DeployAsync(ShopDescription.Request("1.1"));
        Assert.Empty(Rest.Find(target, shell.Application, "1.1"));
        return shell;
    }

    /// <summary>The same target, in a build that has these hooks.</summary>
    public Shell With(params IReadOnlyList<Hook> hooks) => new(target, application, strategies) { Hooks = hooks, Others = Others };

    /// <summary>The same target, in a build that has other strategies registered.</summary>
    public Shell Elsewhere(StrategyRegistry others) => new(target, application with { Strategy = null, Strategies = [] }, others);

    /// <summary>The same target, in a build with another description.</summary>
    public Shell Describing(Application other) => new(target, other, strategies) { Hooks = Hooks, Others = Others };

    /// <summary>The same commands on a copy of the target.</summary>
    public Shell Copy() => new(target.Copy(), application, strategies) { Hooks = Hooks, Others = Others };

    public RecordingObserver Observer { get; } = new();

    public Task<ReleaseReport> DeployAsync(ReleaseRequest request, Fate? fate = null) =>
        CommandAsync("Deploy", fate, async (session, token) =>
    {
        await session.MigrateAsync(request, token);
        return await session.DeployAsync(request, token);
    });

    public Task<ReleaseReport> PromoteAsync(bool toFull = false, Fate? fate = null) =>
        CommandAsync("PromoteCanary", fate, (session, token) => session.PromoteCanaryAsync(toFull, User, token));

    public Task AbortAsync(Fate? fate = null) => CommandAsync("AbortCanary", fate, WayBack.FromCanary, async (session, token) =>
    {
        await session.AbortCanaryAsync(User, token);
        return 0;
    });

    public Task<ReleaseReport> SwitchAsync(Slot slot, Fate? fate = null) =>
        CommandAsync("SwitchTraffic", fate, WayBack.ToSlot(slot), (session, token) => session.SwitchTrafficAsync(slot, User, token));

    public Task MaintainAsync(bool on, Fate? fate = null) => CommandAsync("Maintenance", fate, async (session, token) =>
    {
        await session.SetMaintenanceAsync(on, User, token);
        return 0;
    });

    public Task QueueAsync(TimeSpan queue) => CommandAsync("Maintenance", fate: null, async (session, token) =>
    {
        await session.SetMaintenanceAsync(on: true, queue, User, token);
        return 0;
    });

    public Task<ReleaseReport> RollbackAsync(
        int? toRelease = null, Fate? fate = null, bool withCurrentDescription = false, bool withCurrentSecrets = false) =>
        CommandAsync("Rollback", fate, WayBack.ToRelease(toRelease), (session, token) => session.RollbackAsync(
            new RollbackRequest
            {
                ToRelease = toRelease, WithCurrentDescription = withCurrentDescription, WithCurrentSecrets = withCurrentSecrets, By = User,
            },
            token));

    /// <summary>What a build asks before anything is made.</summary>
    public Task CheckAsync(SecretOptions options) => CommandAsync("Deploy", null, async (session, token) =>
    {
        await session.CheckAsync(strategy: null, options, token);
        return 0;
    });

    public Task CleanupAsync(Fate? fate = null) => CommandAsync("Cleanup", fate, async (session, token) =>
    {
        await session.CleanupAsync(User, token);
        return 0;
    });

    public Task CleanupAsync(string shared, bool withData) => CommandAsync("Cleanup", fate: null, async (session, token) =>
    {
        await session.CleanupAsync(shared, withData, User, token);
        return 0;
    });

    public Task<IReadOnlyList<Plan>> PlanAsync(ReleaseRequest request) =>
        target.Time.RunAsync(() => Engine(new Fate()).PlanDeployAsync(request, CancellationToken.None));

    public Task<ReleaseComparison> CompareAsync(int? from, int to) =>
        target.Time.RunAsync(() => Engine(new Fate()).CompareAsync(from, to, CancellationToken.None));

    public Task<ReleaseComparison> CompareAsync(int? from, ReleaseRequest request) =>
        target.Time.RunAsync(() => Engine(new Fate()).CompareAsync(from, request, CancellationToken.None));

    public Task<StatusReport?> StatusAsync() => target.Time.RunAsync(() => Engine(new Fate()).ReadStatusAsync(CancellationToken.None));

    public Task<IReadOnlyList<HistoryEntry>> HistoryAsync() =>
        target.Time.RunAsync(() => Engine(new Fate()).ReadHistoryAsync(CancellationToken.None));

    public Task ResetAsync(Fate? fate = null) =>
        target.Time.RunAsync(() => Engine(fate ?? new Fate()).ResetAsync(User, CancellationToken.None));

    public Task ResetKeepingDataAsync() =>
        target.Time.RunAsync(() => Engine(new Fate()).ResetAsync(User, keepData: true, CancellationToken.None));

    public Task<Removal> FindRemovalAsync(bool keepData) =>
        target.Time.RunAsync(() => Engine(new Fate()).FindRemovalAsync(keepData, CancellationToken.None));

    public ReleaseEngine Engine(Fate fate) =>
        last = new(
            application, target.Connect(fate), Others.Count == 0 ? Observer : new ReleaseObservers([.. Others, Observer]), target.Time,
            strategies, Hooks);

    /// <summary>What is served now, as the end of a command says it.</summary>
    public Task<Serving> ServingAsync() => target.Time.RunAsync(() => Engine(new Fate()).FindServingAsync(CancellationToken.None));

    /// <summary>What the last command did before its own work.</summary>
    public string? Rested => last?.Rested;

    /// <summary>What the last command did to what is live.</summary>
    public HostEffect Effect => last?.Effect ?? HostEffect.None;

    /// <summary>The exit code of the last command, which ended with this error.</summary>
    public ExitCode CodeOf(Exception error) => RunEnd.CodeOf(error, Effect, interrupted: error is OperationCanceledException);

    private Task<T> CommandAsync<T>(string command, Fate? fate, Func<ReleaseSession, CancellationToken, Task<T>> run) =>
        CommandAsync(command, fate, back: null, run);

    private Task<T> CommandAsync<T>(
        string command, Fate? fate, WayBack? back, Func<ReleaseSession, CancellationToken, Task<T>> run)
    {
        var own = fate ?? new Fate();
        return target.Time.RunAsync(async () =>
        {
            var engine = Engine(own);
            await using var session = command == "Deploy"
                ? await engine.BeginAsync(command, User, own.Interruption.Token)
                : await engine.ReopenAsync(command, User, back, own.Interruption.Token);
            return await run(session, own.Interruption.Token);
        });
    }
}
