using Slipway.Nuke.Components;
using Slipway.Routing;
using Slipway.Strategies;
using Slipway.Strategies.BlueGreen;
using Slipway.Strategies.Canary;
using Slipway.Strategies.Recreate;
using Slipway.Strategies.Rolling;

namespace Slipway.Nuke.Running;

/// <summary>What the targets that deploy do, and in which way.</summary>
internal static class Deployment
{
    /// <summary>The targets that stand for one way, whatever parameters and description say.</summary>
    private static readonly Dictionary<string, string> Pinned = new(StringComparer.Ordinal)
    {
        [nameof(IDeployBlueGreen.DeployBlueGreen)] = BlueGreenSettings.StrategyName,
        [nameof(IDeployRecreate.DeployRecreate)] = RecreateSettings.StrategyName,
        [nameof(IDeployRolling.DeployRolling)] = RollingSettings.StrategyName,
        [nameof(IDeployCanary.DeployCanary)] = CanarySettings.StrategyName,
    };

    /// <summary>Releases in the way that this build's target, its parameter or the description names.</summary>
    public static Task DeployAsync(this IDeploys build) => build.RunAsync(async run =>
    {
        var session = await run.BeginAsync("Deploy");
        run.Report = await session.DeployAsync(run.DescribeRelease(), run.CancellationToken);
        build.ReportSummary(_ => _
            .AddPair("Release", run.Report.Release.Number)
            .AddPair("Slot", run.Report.Release.Slot));
    });

    /// <summary>Whether this build is going to change what is live, so that it needs the lock from its first step on.</summary>
    public static bool Changes(INukeBuild build) => build.ExecutionPlan.Any(target =>
        Pinned.ContainsKey(target.Name) || target.Name is nameof(IMigrate.Migrate) or nameof(IDeployRelease.DeployRelease));

    public static string? Pin(INukeBuild build) =>
        build.ExecutionPlan.Select(target => Pinned.GetValueOrDefault(target.Name)).FirstOrDefault(name => name is not null);

    /// <summary>A way that nobody knows, or a target and a parameter that say different things.</summary>
    public static IEnumerable<SpecificationFault> Faults(INukeBuild build, string? asked)
    {
        var known = KnownTo(build).Names;
        return asked is not { } strategy ? []
            : !known.Contains(strategy, StringComparer.Ordinal)
                ?
                [
                    new SpecificationFault("--strategy",
                        $"{string.Join(", ", known.SkipLast(1))} or {known[^1]} is expected, not \"{strategy}\""),
                ]
            : Pin(build) is { } pinned && pinned != strategy
                ?
                [
                    new SpecificationFault("--strategy",
                        $"the target releases by {pinned}, and {strategy} was asked for: one of them is expected"),
                ]
            : [];
    }

    /// <summary>The ways to release that a build knows.</summary>
    public static StrategyRegistry KnownTo(INukeBuild build) => (build as IHazStrategy)?.KnownStrategies ?? StrategyRegistry.BuiltIn;
}
