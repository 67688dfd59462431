using System.Linq.Expressions;
using JetBrains.Annotations;
using Nuke.Common.Execution;
using Nuke.Common.IO;
using Nuke.Common.Tooling;

namespace Nuke.Common;

/// <summary>What a component can ask of the build that it is mixed into.</summary>
public interface INukeBuild
{
    AbsolutePath RootDirectory { get; }
    AbsolutePath TemporaryDirectory { get; }
    AbsolutePath BuildAssemblyFile { get; }
    AbsolutePath BuildAssemblyDirectory { get; }
    AbsolutePath BuildProjectFile { get; }
    AbsolutePath BuildProjectDirectory { get; }

    Verbosity Verbosity { get; }
    Host Host { get; }
    bool IsLocalBuild { get; }
    bool IsServerBuild { get; }

    bool Help { get; }
    bool NoLogo { get; }
    bool Plan { get; }
    bool Continue { get; }

    IReadOnlyCollection<ExecutableTarget> InvokedTargets { get; }
    IReadOnlyCollection<ExecutableTarget> ExecutionPlan { get; }
    IReadOnlyCollection<ExecutableTarget> ScheduledTargets { get; }
    IReadOnlyCollection<ExecutableTarget> RunningTargets { get; }
    IReadOnlyCollection<ExecutableTarget> SkippedTargets { get; }
    IReadOnlyCollection<ExecutableTarget> SucceededTargets { get; }
    IReadOnlyCollection<ExecutableTarget> FailedTargets { get; }
    IReadOnlyCollection<ExecutableTarget> AbortedTargets { get; }
    IReadOnlyCollection<ExecutableTarget> FinishedTargets { get; }

    bool IsSucceeding { get; }
    bool IsFailing { get; }
    bool IsFinished { get; }

    /// <summary>When set, the exit code of the build whatever became of its targets.</summary>
    int? ExitCode { get; set; }

    /// <summary>The value of a parameter or an injected member, or null: <c>TryGetValue(() => Token)</c>.</summary>
    [CanBeNull]
    T TryGetValue<T>(Expression<Func<T>> parameterExpression)
        where T : class;

    [CanBeNull]
    T TryGetValue<T>(Expression<Func<object>> parameterExpression);

    /// <summary>Adds pairs to the running target's row in the summary table.</summary>
    void ReportSummary(Configure<Dictionary<string, string>> configurator = null);
}
