using System.Diagnostics;
using System.Linq.Expressions;
using System.Reflection;

namespace Nuke.Common.Execution;

/// <summary>A target with its relations resolved and what became of it.</summary>
[DebuggerDisplay("{Name} ({Status})")]
public class ExecutableTarget
{
    private readonly Stopwatch stopwatch = new();

    public string Name { get; set; }
    public string Description { get; set; }
    public MemberInfo Member { get; set; }
    public Delegate Factory { get; set; }
    public bool IsDefault { get; set; }
    public bool Invoked { get; set; }
    public bool Listed { get; set; } = true;
    public bool ProceedAfterFailure { get; internal set; }
    public bool AssuredAfterFailure { get; internal set; }
    public DependencyBehavior DependencyBehavior { get; internal set; }

    public List<ExecutableTarget> ExecutionDependencies { get; } = [];
    public List<ExecutableTarget> OrderDependencies { get; } = [];
    public List<ExecutableTarget> TriggerDependencies { get; } = [];
    public List<ExecutableTarget> Triggers { get; } = [];
    public IReadOnlyCollection<ExecutableTarget> AllDependencies =>
        [.. ExecutionDependencies, .. OrderDependencies, .. TriggerDependencies];

    public List<Action> Actions { get; } = [];
    public List<(string Text, Func<bool> Delegate)> DynamicConditions { get; } = [];
    public List<(string Text, Func<bool> Delegate)> StaticConditions { get; } = [];
    public List<LambdaExpression> DelegateRequirements { get; } = [];
    public List<string> ArtifactProducts { get; } = [];

    public ExecutionStatus Status { get; set; }
    public TimeSpan Duration => stopwatch.Elapsed;

    /// <summary>Why it was skipped, or null.</summary>
    public string Skipped { get; set; }

    /// <summary>The condition that did not hold, or null.</summary>
    public string OnlyWhen { get; set; }

    public Dictionary<string, string> SummaryInformation { get; } = new(StringComparer.Ordinal);

    internal void Start()
    {
        Status = ExecutionStatus.Running;
        stopwatch.Start();
    }

    internal void Stop(ExecutionStatus status)
    {
        stopwatch.Stop();
        Status = status;
    }
}
