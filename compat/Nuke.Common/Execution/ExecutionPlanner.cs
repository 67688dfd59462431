namespace Nuke.Common.Execution;

/// <summary>Which targets run, and in which order.</summary>
internal static class ExecutionPlanner
{
    /// <summary>
    /// The invoked targets with all that they depend on and trigger. An unknown name is an error that lists the known ones.
    /// </summary>
    public static List<ExecutableTarget> Plan(IReadOnlyList<ExecutableTarget> targets, IReadOnlyCollection<string> invoked)
    {
        foreach (var name in invoked)
            Find(targets, name).Invoked = true;

        var ordered = Order(targets);
        var needed = new HashSet<ExecutableTarget>();
        foreach (var target in targets.Where(target => target.Invoked))
            Need(target);
        return ordered.Where(needed.Contains).ToList();

        void Need(ExecutableTarget target)
        {
            if (!needed.Add(target))
                return;
            target.ExecutionDependencies.ForEach(Need);
            target.Triggers.ForEach(Need);
        }
    }

    /// <summary>
    /// Takes again and again the first target in declaration order that nothing remaining depends on; the plan is that list reversed.
    /// </summary>
    public static List<ExecutableTarget> Order(IReadOnlyList<ExecutableTarget> targets)
    {
        AssertNoCycle(targets);
        var remaining = targets.ToList();
        var reversed = new List<ExecutableTarget>();
        while (remaining.Count > 0)
        {
            var next = remaining.First(candidate => !remaining.Exists(other => other.AllDependencies.Contains(candidate)));
            remaining.Remove(next);
            reversed.Add(next);
        }

        reversed.Reverse();
        return reversed;
    }

    private static ExecutableTarget Find(IReadOnlyList<ExecutableTarget> targets, string name)
    {
        var wanted = Normalize(name);
        return targets.FirstOrDefault(target => Normalize(target.Name).Equals(wanted, StringComparison.OrdinalIgnoreCase))
            ?? throw new TargetNotFoundException(name, targets);
    }

    public static string Normalize(string name) => name.Replace("-", "", StringComparison.Ordinal);

    private static void AssertNoCycle(IReadOnlyList<ExecutableTarget> targets)
    {
        // What is left after taking away, repeatedly, everything without remaining dependencies stands on a cycle or behind one.
        var rest = targets.ToList();
        while (rest.RemoveAll(target => !target.AllDependencies.Any(rest.Contains)) > 0)
        {
        }

        while (rest.RemoveAll(target => !rest.Exists(other => other.AllDependencies.Contains(target))) > 0)
        {
        }

        if (rest.Count > 0)
            throw new CircularTargetsException(Cycles(rest));
    }

    private static List<List<ExecutableTarget>> Cycles(List<ExecutableTarget> targets)
    {
        var cycles = new List<List<ExecutableTarget>>();
        var rest = targets.ToList();
        while (rest.Count > 0)
        {
            var first = rest[0];
            var reached = Reach(first);
            var cycle = rest.Where(target => reached.Contains(target) && Reach(target).Contains(first)).ToList();
            if (cycle.Count > 0)
                cycles.Add(cycle);
            rest.RemoveAll(target => target == first || cycle.Contains(target));
        }

        return cycles;
    }

    private static HashSet<ExecutableTarget> Reach(ExecutableTarget from)
    {
        var reached = new HashSet<ExecutableTarget>();
        var open = new Stack<ExecutableTarget>(from.AllDependencies);
        while (open.TryPop(out var target))
        {
            if (!reached.Add(target))
                continue;
            foreach (var dependency in target.AllDependencies)
                open.Push(dependency);
        }

        return reached;
    }
}

internal sealed class TargetNotFoundException(string name, IEnumerable<ExecutableTarget> targets) : Exception(
    string.Join(
        Environment.NewLine,
        targets.Select(target => $"  - {target.Name}")
            .Order(StringComparer.Ordinal)
            .Prepend($"Target with name '{name}' does not exist. Available targets are:")));

internal sealed class CircularTargetsException(IEnumerable<IEnumerable<ExecutableTarget>> cycles) : Exception(
    string.Join(
        Environment.NewLine,
        cycles.Select(cycle => $" - {string.Join(", ", cycle.Reverse().Select(target => target.Name))}")
            .Prepend("Circular dependencies between targets:")));
