using Slipway.Steps;

namespace Slipway.Tests.Execution;

/// <summary>A step that writes what it does to the shared log, and does what its test says.</summary>
internal sealed record ScriptedStep(string Name, List<string> Log) : Step
{
    public Func<CancellationToken, Task>? OnRun { get; init; }

    public Func<CancellationToken, Task>? OnUndo { get; init; }

    public bool HasUndo { get; init; } = true;

    public override string Describe() => Name;

    public override async Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        Log.Add($"effect {Name}");
        await (OnRun?.Invoke(cancellationToken) ?? Task.CompletedTask);
        return new Remark($"{Name} went well");
    }

    public PlannedStep Planned => HasUndo ? WithUndo(new ScriptedStep($"take back {Name}", Log) { OnRun = OnUndo }) : this;
}
