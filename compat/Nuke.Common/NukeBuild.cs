using System.Linq.Expressions;
using Nuke.Common.Execution;
using Nuke.Common.IO;
using Nuke.Common.Tooling;
using Nuke.Common.ValueInjection;

namespace Nuke.Common;

/// <summary>
/// The base of a build: its <see cref="Target"/> properties are the steps, its <see cref="ParameterAttribute"/> members the options.
/// </summary>
public abstract partial class NukeBuild : INukeBuild
{
    protected NukeBuild()
    {
    }

    /// <summary>
    /// Runs the build for the arguments of the process and returns its exit code: 0 or -1 (255 to a shell), or <see cref="ExitCode"/>.
    /// </summary>
    protected static int Execute<T>(params Expression<Func<T, Target>>[] defaultTargetExpressions)
        where T : NukeBuild, new() => BuildRun.Execute(Environment.GetCommandLineArgs()[1..], defaultTargetExpressions);

    [Parameter("Shows the help text for this build assembly")]
    public bool Help { get; internal set; }

    [Parameter("Disables displaying the NUKE logo")]
    public bool NoLogo { get; set; }

    [Parameter("Shows the execution plan (HTML)")]
    public bool Plan { get; internal set; }

    [Parameter("Indicates to continue a previously failed build attempt")]
    public bool Continue { get; internal set; }

    public int? ExitCode { get; set; }

    [Parameter("List of targets to be invoked. Default is '{default_target}'", Name = "Target", Separator = "+")]
    public IReadOnlyCollection<ExecutableTarget> InvokedTargets => [.. ExecutionPlan.Where(target => target.Invoked)];

    public IReadOnlyCollection<ExecutableTarget> ExecutionPlan { get; set; } = [];
    public IReadOnlyCollection<ExecutableTarget> ScheduledTargets => With(ExecutionStatus.Scheduled);
    public IReadOnlyCollection<ExecutableTarget> RunningTargets => With(ExecutionStatus.Running);

    [Parameter("List of targets to be skipped. Empty list skips all dependencies", Name = "Skip", Separator = "+")]
    public IReadOnlyCollection<ExecutableTarget> SkippedTargets => With(ExecutionStatus.Skipped);

    public IReadOnlyCollection<ExecutableTarget> SucceededTargets => With(ExecutionStatus.Succeeded);
    public IReadOnlyCollection<ExecutableTarget> FailedTargets => With(ExecutionStatus.Failed);
    public IReadOnlyCollection<ExecutableTarget> AbortedTargets => With(ExecutionStatus.Aborted);

    public IReadOnlyCollection<ExecutableTarget> FinishedTargets =>
        With(ExecutionStatus.Succeeded, ExecutionStatus.Failed, ExecutionStatus.Skipped, ExecutionStatus.Aborted,
            ExecutionStatus.Collective);

    public bool IsFailing => With(ExecutionStatus.Failed, ExecutionStatus.Aborted, ExecutionStatus.NotRun).Count > 0;
    public bool IsSucceeding => !IsFailing;
    public bool IsFinished => With(ExecutionStatus.None, ExecutionStatus.Scheduled, ExecutionStatus.Running).Count == 0;

    public void ReportSummary(Configure<Dictionary<string, string>> configurator = null)
    {
        var target = RunningTargets.SingleOrDefault();
        if (target is null)
            return;
        foreach (var (key, value) in configurator.InvokeSafe([]))
            target.SummaryInformation[key] = value;
    }

    T INukeBuild.TryGetValue<T>(Expression<Func<T>> parameterExpression) => (T)MemberValues.Get(parameterExpression, this);

    T INukeBuild.TryGetValue<T>(Expression<Func<object>> parameterExpression) =>
        MemberValues.Get(parameterExpression, this) is T value ? value : default;

    AbsolutePath INukeBuild.RootDirectory => RootDirectory;
    AbsolutePath INukeBuild.TemporaryDirectory => TemporaryDirectory;
    AbsolutePath INukeBuild.BuildAssemblyFile => BuildAssemblyFile;
    AbsolutePath INukeBuild.BuildAssemblyDirectory => BuildAssemblyDirectory;
    AbsolutePath INukeBuild.BuildProjectFile => BuildProjectFile;
    AbsolutePath INukeBuild.BuildProjectDirectory => BuildProjectDirectory;
    Verbosity INukeBuild.Verbosity => Verbosity;
    Host INukeBuild.Host => Host;
    bool INukeBuild.IsLocalBuild => IsLocalBuild;
    bool INukeBuild.IsServerBuild => IsServerBuild;

    /// <summary>The instance exists; parameters are not filled in yet.</summary>
    protected internal virtual void OnBuildCreated()
    {
    }

    /// <summary>Parameters are filled in and the plan stands; nothing has run.</summary>
    protected internal virtual void OnBuildInitialized()
    {
    }

    protected internal virtual void OnBuildFinished()
    {
    }

    protected internal virtual void OnTargetRunning(string target)
    {
    }

    protected internal virtual void OnTargetSkipped(string target)
    {
    }

    protected internal virtual void OnTargetSucceeded(string target)
    {
    }

    protected internal virtual void OnTargetFailed(string target)
    {
    }

    private List<ExecutableTarget> With(params ExecutionStatus[] statuses) =>
        ExecutionPlan.Where(target => statuses.Contains(target.Status)).ToList();
}
