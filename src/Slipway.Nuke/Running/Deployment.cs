using Slipway.Applications;
using Slipway.Nuke.Components;
using Slipway.Strategies;

namespace Slipway.Nuke.Running;

/// <summary>What the targets that deploy do, and in which way.</summary>
internal static class Deployment
{
    /// <summary>Releases in the way that the target stands for, its parameter or the description names, and shows the report.</summary>
    public static async Task DeployAsync(IDeploys build, ReleaseRun run, string? pinned)
    {
        var asked = run.Parameters.Strategy;
        if (Contradiction(pinned, asked) is { } fault)
        {
            throw new SpecificationException([fault]);
        }

        var session = await run.BeginAsync("Deploy");
        var report = await session.DeployAsync(run.DescribeRelease() with { Strategy = pinned ?? asked }, run.CancellationToken);
        build.ReportSummary(_ => _
            .AddPair("Release", report.Release.Number)
            .AddPair("Slot", report.Release.Slot));
        run.Report = report;
        // A look from outside that is still to come shows it at the very end.
        if (!build.ScheduledTargets.Any(target => target.Name == nameof(IVerify.Verify)))
        {
            run.Screen.Write(report, run.Phases());
        }
    }

    /// <summary>Whether this build is going to change what is live, so that it needs the lock from its first step on.</summary>
    public static bool Changes(INukeBuild build) => TargetExtensions.SaidIn(build).Any();

    /// <summary>The strategy that a target of this build stands for; null when none stands for any.</summary>
    public static string? Pin(INukeBuild build) => TargetExtensions.SaidIn(build).FirstOrDefault(strategy => strategy is not null);

    /// <summary>A way that nobody knows, or a target and a parameter that say different things.</summary>
    public static IEnumerable<SpecificationFault> Faults(INukeBuild build, string? asked)
    {
        var known = KnownTo(build).Names;
        return asked is not null && !known.Contains(asked, StringComparer.Ordinal)
                ? [new("--strategy", $"{string.Join(", ", known.SkipLast(1))} or {known[^1]} is expected, not \"{asked}\"")]
            : Contradiction(Pin(build), asked) is { } fault ? [fault]
            : [];
    }

    /// <summary>
    /// Images without a digest, when those who push them are left out of a build that releases: by --skip, or by --continue, which does not
    /// know what an earlier attempt has pushed.
    /// </summary>
    /// <param name="build">The build, its plan made.</param>
    /// <param name="images">The description's.</param>
    /// <param name="pushed">What has a digest by now.</param>
    public static IEnumerable<SpecificationFault> FindUnpushed(
        INukeBuild build, IEnumerable<ImageSource> images, IReadOnlyDictionary<string, string> pushed)
    {
        var releasing = TargetExtensions.ToRunIn(build).ToList();
        return releasing.Count == 0 || !IsSkipped(build, nameof(IPush.Push))
            ? []
            : images.Where(image => !pushed.ContainsKey(image.Name)).Select(image => new SpecificationFault(
                $"images.{image.Name}",
                $"{string.Join(" and ", releasing)} would need its digest, and {nameof(IPush.Push)}, which records it, is skipped: let "
                    + $"{nameof(IPush.Push)} run, or skip {string.Join(" and ", releasing)} too"));
    }

    /// <summary>Whether a target of the build's plan is left out.</summary>
    public static bool IsSkipped(INukeBuild build, string target) =>
        build.SkippedTargets.Any(skipped => string.Equals(skipped.Name, target, StringComparison.Ordinal));

    /// <summary>Whether a target is still to run, or runs now.</summary>
    public static bool IsToRun(INukeBuild build, string target) => build.RunningTargets.Concat(build.ScheduledTargets)
        .Any(other => string.Equals(other.Name, target, StringComparison.Ordinal));

    /// <summary>The ways to release that a build knows.</summary>
    public static StrategyRegistry KnownTo(INukeBuild build) => (build as IHazStrategy)?.KnownStrategies ?? StrategyRegistry.BuiltIn;

    private static SpecificationFault? Contradiction(string? pinned, string? asked) => pinned is null || asked is null || pinned == asked
        ? null
        : new SpecificationFault("--strategy", $"the target releases by {pinned}, and {asked} was asked for: one of them is expected");
}
