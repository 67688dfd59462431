using Slipway.Keeper;
using Slipway.Steps;

namespace Slipway.Execution;

/// <summary>The hooks of a build, each with what it says of itself, read once.</summary>
internal sealed class HookSet
{
    private const int LongestName = 100;

    private readonly IReadOnlyList<Registered> hooks;

    /// <param name="hooks">In the order in which they run at one place; null for none.</param>
    public HookSet(IEnumerable<Hook>? hooks)
    {
        this.hooks = [.. (hooks ?? []).Select(hook =>
            hook is null ? Registered.Nothing : new Registered(hook, hook.Name, hook.Limit, [.. hook.Points ?? []]))];
        Faults = [.. Find(this.hooks)];
    }

    /// <summary>Why they can't be used as they are; empty when they can.</summary>
    public IReadOnlyList<SpecificationFault> Faults { get; }

    public static HookSet None { get; } = new([]);

    /// <summary>All of them, or none where they have faults: nobody knows then which of them are meant.</summary>
    public HookSet IfSound => Faults.Count == 0 ? this : None;

    /// <summary>The names of those that have something to do in a plan.</summary>
    /// <param name="plan">All its steps, follow-ups and undos count.</param>
    /// <param name="finishes">The command that a recovery finishes; null when it does not.</param>
    public IReadOnlyList<string> In(Plan plan, RunKind? finishes)
    {
        Step[] steps = [.. plan.Steps.SelectMany(step => new[] { step.Do, step.Undo }).OfType<Step>(), .. plan.FollowUp];
        return [.. hooks
            .Where(hook => hook.Points.Any(point => point.Command == plan.Kind
                || (finishes is { } ended && point.Is(before: false, ended))
                || Array.Exists(steps, step => point.Is(point.IsBefore, step))))
            .Select(hook => hook.Name)];
    }

    /// <summary>Those of these names that this build does not have.</summary>
    public IReadOnlyList<string> MissingOf(IEnumerable<string> names) =>
        [.. names.Except(hooks.Select(hook => hook.Name), StringComparer.Ordinal)];

    public IEnumerable<Registered> At(bool before, Step step) => hooks.Where(hook => hook.Points.Any(point => point.Is(before, step)));

    public IEnumerable<Registered> At(bool before, RunKind command, RunKind? finishes) => hooks.Where(hook =>
        hook.Points.Any(point => point.Is(before, command) || (!before && finishes is { } ended && point.Is(before, ended))));

    private static IEnumerable<SpecificationFault> Find(IReadOnlyList<Registered> hooks) => hooks.SelectMany((hook, index) =>
        Find(hook, $"hooks[{index}]").Concat(SpecificationFault.Unless(
            string.IsNullOrWhiteSpace(hook.Name) || hooks.Take(index).All(before => before.Name != hook.Name), $"hooks[{index}].name",
            $"another hook is called \"{hook.Name}\" already: a name of its own is expected")));

    private static IEnumerable<SpecificationFault> Find(Registered hook, string path) => hook.Hook is null
        ? [new SpecificationFault(path, "a hook is expected, not nothing")]
        :
        [
            .. SpecificationFault.Unless(
                !string.IsNullOrWhiteSpace(hook.Name) && hook.Name.Length <= LongestName && !hook.Name.Any(char.IsControl),
                $"{path}.name", $"1 to {LongestName} characters without line breaks are expected"),
            .. SpecificationFault.Unless(hook.Limit > TimeSpan.Zero && hook.Limit <= Execution.Hook.LongestLimit, $"{path}.limit",
                $"more than 0 and at most 24 hours are expected, not {hook.Limit}"),
            .. SpecificationFault.Unless(
                hook.Points.Count > 0 && hook.Points.All(point => point is not null && Enum.IsDefined(point.Command ?? RunKind.Deploy)),
                $"{path}.points", "at least one place is expected: HookPoint.Before or HookPoint.After of a step or a command"),
        ];

    /// <summary>A hook, and what it says of itself.</summary>
    internal sealed record Registered(Hook Hook, string Name, TimeSpan Limit, IReadOnlyList<HookPoint> Points)
    {
        public static Registered Nothing { get; } = new(null!, "", TimeSpan.Zero, []);
    }
}
