using Slipway.Execution;

namespace Slipway.Tests.Hooks;

/// <summary>A hook that keeps how it was called and does what its test says.</summary>
internal sealed class ScriptedHook(string name, params IReadOnlyList<HookPoint> points) : Hook
{
    private readonly Lock gate = new();

    public override string Name => name;

    public override TimeSpan Limit => LimitedTo ?? base.Limit;

    public override IEnumerable<HookPoint> Points => points;

    public TimeSpan? LimitedTo { get; init; }

    public Func<HookContext, CancellationToken, Task> Does { get; init; } = (_, _) => Task.CompletedTask;

    public List<HookContext> Calls { get; } = [];

    /// <summary>The places where it was called.</summary>
    public IEnumerable<string> Places => Calls.Select(call =>
        $"{(call.IsBefore ? "before" : "after")} {call.Step?.Describe() ?? call.Plan.Kind.ToString()}{(call.IsUndo ? " (undo)" : "")}");

    public static ScriptedHook Failing(string name, params IReadOnlyList<HookPoint> points) =>
        new(name, points) { Does = (_, _) => throw new InvalidOperationException("the gate is closed") };

    public override Task RunAsync(HookContext context, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            Calls.Add(context);
        }

        return Does(context, cancellationToken);
    }
}
