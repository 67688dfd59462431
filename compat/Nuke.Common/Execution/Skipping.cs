namespace Nuke.Common.Execution;

/// <summary>Which planned targets do not run, and why.</summary>
internal static class Skipping
{
    public const string LastAttempt = "in last attempt";

    /// <param name="build">The build with its plan.</param>
    /// <param name="names">
    /// The targets after <c>--skip</c>: null skips none, an empty list all; invoked ones run all the same, and unknown names are ignored.
    /// </param>
    /// <param name="succeeded">The targets that succeeded in the attempt that is continued.</param>
    public static void Mark(NukeBuild build, IReadOnlyCollection<string> names, IReadOnlyCollection<string> succeeded)
    {
        foreach (var target in build.ExecutionPlan.Where(target => succeeded.Contains(target.Name, StringComparer.Ordinal)))
            Skip(target, LastAttempt);

        var wanted = names?.Select(ExecutionPlanner.Normalize).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var target in build.ExecutionPlan)
        {
            if (wanted is not null && (wanted.Count == 0 || wanted.Contains(target.Name)))
                SkipWithDependencies(build, target, "via parameter");
        }

        foreach (var target in build.ExecutionPlan.Reverse().Where(target => target.Status == ExecutionStatus.Scheduled))
        {
            if (target.StaticConditions.FirstOrDefault(condition => !condition.Delegate()) is not { Delegate: not null } unmet)
                continue;
            // Also where the target was invoked: it is skipped when its turn comes, after its dependencies.
            target.OnlyWhen = unmet.Text;
            SkipWithDependencies(build, target, reason: null);
        }
    }

    private static void SkipWithDependencies(NukeBuild build, ExecutableTarget target, string reason)
    {
        if (target.Invoked || target.Status != ExecutionStatus.Scheduled)
            return;
        Skip(target, reason);
        if (target.DependencyBehavior == DependencyBehavior.Execute)
            return;
        foreach (var dependency in target.ExecutionDependencies.Concat(target.Triggers).Where(dependency => !IsNeeded(dependency)))
            SkipWithDependencies(build, dependency, $"because of {target.Name}");

        bool IsNeeded(ExecutableTarget dependency) => build.ScheduledTargets.Any(other =>
            other.ExecutionDependencies.Contains(dependency) || other.Triggers.Contains(dependency));
    }

    private static void Skip(ExecutableTarget target, string reason)
    {
        target.Status = ExecutionStatus.Skipped;
        target.Skipped = reason;
    }
}
