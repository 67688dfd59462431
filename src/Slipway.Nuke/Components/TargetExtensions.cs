using System.Runtime.CompilerServices;
using Slipway.Applications;
using Slipway.Nuke.Parameters;
using Slipway.Nuke.Running;

namespace Slipway.Nuke.Components;

/// <summary>What a component's target says of itself: what it runs, that it changes what is live, and in which way it releases.</summary>
public static class TargetExtensions
{
    private static readonly ConditionalWeakTable<INukeBuild, Dictionary<string, string?>> Said = [];

    private static readonly ConditionalWeakTable<INukeBuild, Dictionary<string, FindFaults>> Expected = [];

    private static readonly ConditionalWeakTable<INukeBuild, Dictionary<string, Func<ReleaseParameters, DescriptionUse>>> Used = [];

    /// <summary>What is wrong with the parameters for one target.</summary>
    internal delegate IEnumerable<SpecificationFault> FindFaults(ReleaseParameters parameters);

    /// <summary>
    /// The body of a target that works on the run which all targets of a build share. It is awaited, whatever its form: Nuke by itself
    /// starts <c>() => DoAsync()</c> and goes on. An error sets the build's exit code, by what is known of the host by then. Every fault of
    /// parameters, and of what the target uses of the description (all of it, unless it says otherwise by
    /// <see cref="Uses(ITargetDefinition, IHazApplication, DescriptionUse, string)"/>), ends a build with such a target in its plan before
    /// the first target of all runs.
    /// </summary>
    /// <param name="definition">The target.</param>
    /// <param name="build">The build that it is part of: <c>this</c>.</param>
    /// <param name="body">What it does.</param>
    /// <param name="target">Its name; given by the compiler.</param>
    public static ITargetDefinition ExecutesRun(
        this ITargetDefinition definition, IHazApplication build, Func<ReleaseRun, Task> body, [CallerMemberName] string target = "")
    {
        Used.GetOrCreateValue(build).TryAdd(target, _ => DescriptionUse.Release);
        return definition
            .Requires(() => RunExtensions.IsSound(build))
            .Executes(async () =>
            {
                await build.RunAsync(body);
            });
    }

    /// <summary>
    /// Says how much of the description the target uses: faults of the rest don't keep it back. Without this it is all.
    /// </summary>
    /// <param name="definition">The target.</param>
    /// <param name="build">The build that it is part of: <c>this</c>.</param>
    /// <param name="use">How much of it.</param>
    /// <param name="target">Its name; given by the compiler.</param>
    public static ITargetDefinition Uses(
        this ITargetDefinition definition, IHazApplication build, DescriptionUse use, [CallerMemberName] string target = "") =>
        Uses(definition, build, _ => use, target);

    /// <summary>The same for a target of which its parameters decide that.</summary>
    internal static ITargetDefinition Uses(
        this ITargetDefinition definition, IHazApplication build, Func<ReleaseParameters, DescriptionUse> use,
        [CallerMemberName] string target = "")
    {
        Used.GetOrCreateValue(build)[target] = use;
        return definition;
    }

    /// <summary>
    /// Says that the target changes what is live: a build that has it in its plan takes the application's lock before its first step, so
    /// that a second deployer learns of the first at once.
    /// </summary>
    /// <param name="definition">The target.</param>
    /// <param name="build">The build that it is part of: <c>this</c>.</param>
    /// <param name="target">Its name; given by the compiler.</param>
    public static ITargetDefinition ChangesTarget(
        this ITargetDefinition definition, IHazApplication build, [CallerMemberName] string target = "") =>
        Say(definition, build, target, strategy: null);

    /// <summary>The body of a target that releases, and shows its report; in a build that verifies too, that comes after it.</summary>
    /// <param name="definition">The target; it must come after the migration.</param>
    /// <param name="build">The build that it is part of: <c>this</c>.</param>
    /// <param name="strategy">
    /// The strategy that it stands for, whatever the description says, by its name on a command line; another one in <c>--strategy</c> is
    /// refused. Null (the default): that of <c>--strategy</c> or the description.
    /// </param>
    /// <param name="target">Its name; given by the compiler.</param>
    public static ITargetDefinition Releases(
        this ITargetDefinition definition, IDeploys build, string? strategy = null, [CallerMemberName] string target = "") =>
        Say(definition, build, target, strategy)
            .TryBefore<IVerify>(x => x.Verify)
            .ExecutesRun(build, run => DeployAsync(build, run, strategy), target);

    /// <summary>
    /// Says which parameters the target can't do without, or not have together: a build that runs it is refused before it begins.
    /// </summary>
    internal static ITargetDefinition Expects(
        this ITargetDefinition definition, INukeBuild build, FindFaults find, [CallerMemberName] string target = "")
    {
        Expected.GetOrCreateValue(build)[target] = find;
        return definition;
    }

    /// <summary>What is wrong with the parameters for the targets of a build that are still to run, or run now.</summary>
    internal static IEnumerable<SpecificationFault> FindFaultsIn(INukeBuild build, ReleaseParameters parameters) =>
        Expected.TryGetValue(build, out var expected)
            ? [.. ToRun(build).Where(expected.ContainsKey).SelectMany(target => expected[target](parameters))]
            : [];

    /// <summary>How much of the description the targets of a build use that are still to run, or run now.</summary>
    internal static DescriptionUse UseIn(INukeBuild build, ReleaseParameters parameters) => Used.TryGetValue(build, out var used)
        ? ToRun(build).Where(used.ContainsKey).Select(target => used[target](parameters)).DefaultIfEmpty(DescriptionUse.Release).Max()
        : DescriptionUse.Release;

    /// <summary>What the targets of a build's plan have said: by name, the strategy of one that releases by that one alone.</summary>
    internal static IEnumerable<string?> SaidIn(INukeBuild build) => Said.TryGetValue(build, out var said)
        ? [.. build.ExecutionPlan.Where(target => said.ContainsKey(target.Name)).Select(target => said[target.Name])]
        : [];

    /// <summary>The targets of a build that change what is live and are still to run, or run now.</summary>
    internal static IEnumerable<string> ToRunIn(INukeBuild build) => Said.TryGetValue(build, out var said)
        ? [.. ToRun(build).Where(said.ContainsKey)]
        : [];

    private static IEnumerable<string> ToRun(INukeBuild build) =>
        build.RunningTargets.Concat(build.ScheduledTargets).Select(target => target.Name);

    private static async Task DeployAsync(IDeploys build, ReleaseRun run, string? pinned)
    {
        var session = await run.BeginAsync("Deploy");
        var request = run.DescribeRelease() with { Strategy = pinned ?? run.Parameters.Strategy };
        var report = await session.DeployAsync(request, run.CancellationToken);
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

    private static ITargetDefinition Say(ITargetDefinition definition, INukeBuild build, string target, string? strategy)
    {
        Said.GetOrCreateValue(build)[target] = strategy;
        return definition;
    }
}
