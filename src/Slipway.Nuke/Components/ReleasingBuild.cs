using Slipway.Applications;
using Slipway.Execution;
using Slipway.Nuke.Building;
using Slipway.Nuke.Parameters;
using Slipway.Nuke.Running;
using Slipway.Routers.Foundation;
using Slipway.Routing;
using Slipway.Steps;
using Slipway.Strategies;

namespace Slipway.Nuke.Components;

/// <summary>A build by its components: what they describe, and what the targets of its plan are going to do.</summary>
/// <param name="build">The build, its plan made.</param>
internal sealed class ReleasingBuild(IHazApplication build) : IReleasingBuild
{
    public INukeBuild Build => build;

    public Application Application => build.Application;

    public IEnumerable<Hook> Hooks => build.Hooks;

    public IEnumerable<IReleaseObserver> Observers => build.Observers;

    public StrategyRegistry Strategies => (build as IHazStrategy)?.KnownStrategies ?? StrategyRegistry.BuiltIn;

    public string? PinnedStrategy => TargetExtensions.SaidIn(build).FirstOrDefault(strategy => strategy is not null);

    public bool ChangesTarget => TargetExtensions.SaidIn(build).Any();

    public IRouter? OwnRouter(RouterPlace place) => build.OwnRouter(place);

    public IEnumerable<SpecificationFault> FindStrategyFaults(string? asked)
    {
        var known = Strategies.Names;
        return asked is not null && !known.Contains(asked, StringComparer.Ordinal)
                ? [new("--strategy", $"{string.Join(", ", known.SkipLast(1))} or {known[^1]} is expected, not \"{asked}\"")]
            : [.. TargetExtensions.SaidIn(build).Distinct(StringComparer.Ordinal).SelectMany(pinned => SpecificationFault.Unless(
                pinned is null || asked is null || pinned == asked, "--strategy",
                $"the target releases by {pinned}, and {asked} was asked for: one of them is expected"))];
    }

    public IEnumerable<SpecificationFault> FindTargetFaults(ReleaseParameters parameters) =>
        TargetExtensions.FindFaultsIn(build, parameters).Where(fault => parameters.Faults.All(other => other.Path != fault.Path));

    public DescriptionUse FindUse(ReleaseParameters parameters) => TargetExtensions.UseIn(build, parameters);

    public IEnumerable<SpecificationFault> FindUnpushed(ReleaseRun run)
    {
        var releasing = TargetExtensions.ToRunIn(build).ToList();
        return releasing.Count == 0 || !IsSkipped(nameof(IPush.Push))
            ? []
            : run.Application.Images.Where(image => !run.Images.ContainsKey(image.Name)).Select(image => new SpecificationFault(
                $"images.{image.Name}",
                $"{string.Join(" and ", releasing)} would need its digest, and {nameof(IPush.Push)}, which records it, is skipped: let "
                    + $"{nameof(IPush.Push)} run, or skip {string.Join(" and ", releasing)} too"));
    }

    public IEnumerable<SpecificationFault> FindUnbuilt(ReleaseRun run) => !IsSkipped(nameof(IDockerBuild.DockerBuild)) || !IsToPush
        ? []
        : ImagePush.FindMissing(run.Application.Images, run.Source, RegistryAddress.Of(run.Parameters)).Select(
            missing => new SpecificationFault($"images.{missing.Image.Name}",
                $"{nameof(IDockerBuild.DockerBuild)} is skipped, and the engine has no {missing.Reference} of an earlier build: let "
                    + $"{nameof(IDockerBuild.DockerBuild)} run"));

    private bool IsToPush => build.RunningTargets.Concat(build.ScheduledTargets)
        .Any(target => string.Equals(target.Name, nameof(IPush.Push), StringComparison.Ordinal));

    private bool IsSkipped(string target) =>
        build.SkippedTargets.Any(skipped => string.Equals(skipped.Name, target, StringComparison.Ordinal));
}
