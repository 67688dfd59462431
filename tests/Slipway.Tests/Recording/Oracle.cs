namespace Slipway.Tests.Recording;

/// <summary>What must be so after every single effect, whoever dies when.</summary>
internal static class Oracle
{
    public static void Look(RecordingTarget target, string effect)
    {
        foreach (var violation in Find(target))
        {
            target.Violations.Add($"after \"{effect}\": {violation}");
        }
    }

    /// <summary>Nobody may be cut off: what is stopped or removed has no request under way.</summary>
    public static void LookAtStop(RecordingTarget target, string container)
    {
        if (target.Router.MustServe && target.Containers.GetValueOrDefault(container) is { Runs: true }
            && target.Router.Traffic.IsBusy(container))
        {
            target.Violations.Add($"{container} is stopped with requests under way");
        }
    }

    private static IEnumerable<string> Find(RecordingTarget target)
    {
        if (target.Router.MustServe && target.Router.Unserved() is { } unserved)
        {
            yield return unserved;
        }

        foreach (var workers in target.Containers.Values
            .Where(container => container is { Runs: true, Role: "worker", Workload: { } name } && target.Exclusive.Contains(name))
            .GroupBy(container => container.Workload, StringComparer.Ordinal).Where(workers => workers.Count() > 1))
        {
            yield return $"{workers.Key} runs {workers.Count()} times";
        }

        if (target.Alone
            && target.Containers.Values.Where(container => container is { Runs: true, Role: "service" or "worker" })
                .Select(container => container.Version).Distinct(StringComparer.Ordinal).Count() > 1)
        {
            yield return "two versions run at once";
        }

        if (target.Containers.Values.Count(container => container is { Runs: true, Role: "migration" }) > 1)
        {
            yield return "two migrations run at once";
        }

        foreach (var (release, times) in target.Migrations.Where(pair => pair.Value > 1))
        {
            yield return $"the migration of release {release} was started {times} times";
        }
    }
}
