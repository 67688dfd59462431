using Slipway.Applications;
using Slipway.Execution;
using Slipway.Keeper;
using Slipway.Routing;
using Slipway.Steps;
using Slipway.Tests.Recording;
using Slipway.Verification;

namespace Slipway.Tests.Execution;

/// <summary>An executor with four scripted steps and a follow-up, whose effects and journal stand in one log.</summary>
internal sealed class ExecutorRun
{
    public ExecutorRun() => Journal = new RecordingJournal(Log);

    public static string[] Names { get; } = ["one", "two", "three", "four"];

    public List<string> Log { get; } = [];

    public RecordingJournal Journal { get; }

    public RecordingObserver Observer { get; } = new();

    public VirtualTime Time { get; } = new();

    public static SlipwayException Full() => new KeeperRefusedException("no space left");

    /// <summary>What a failing step does; with an interruption it is interrupted instead.</summary>
    public static async Task FailAsync(CancellationTokenSource? interruption, CancellationToken token)
    {
        if (interruption is null)
        {
            throw new InvalidOperationException("the disk is on fire");
        }

        await interruption.CancelAsync();
        token.ThrowIfCancellationRequested();
    }

    public ScriptedStep Step(string name) => new(name, Log);

    public Plan Plan(Func<string, ScriptedStep> step) => new()
    {
        Kind = RunKind.Deploy,
        Release = ShopDescription.Begun(7, "1.7"),
        Slot = Slot.Green,
        Steps = [.. Names.Select(name => step(name).Planned)],
        FollowUp = [Step("follow")],
    };

    public Task<CompletedRun> ExecuteAsync(Plan plan, CancellationToken cancellationToken)
    {
        var target = new RecordingTarget().Connect(new Fate());
        var context = new StepContext
        {
            Application = ShopDescription.Web,
            Engine = target.Engine,
            Router = target.Router,
            Journal = Journal,
            Probe = new NoProbe(),
            Secrets = new NoSecrets(),
            Previews = new NoPreviews(),
            Traffic = new TrafficWatch(target.PublicAddress, ShopDescription.Web.Verification, Time),
            Downtime = new Downtime(Time),
            Observer = Observer,
            Time = Time,
        };
        return Time.RunAsync(() => new Executor(context).RunAsync(plan, cancellationToken));
    }

    private sealed class NoProbe : ITargetProbe
    {
        public Task<ProbeAnswer> GetAsync(
            string host, int port, string path, IReadOnlyDictionary<string, string> headers, TimeSpan timeout,
            CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }

    private sealed class NoPreviews : IPreviewTokens
    {
        public Task<Secret?> FindAsync(Slot slot, int content, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<Secret> EnsureAsync(Slot slot, int content, CancellationToken cancellationToken) => throw new NotSupportedException();
    }

    private sealed class NoSecrets : ISecretStore
    {
        public Task DeliverAsync(
            string volume, IReadOnlyList<SecretFile> files, IReadOnlyDictionary<string, string>? versions, int userId,
            CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task PruneAsync(IReadOnlyList<IReadOnlyDictionary<string, string>> kept, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
