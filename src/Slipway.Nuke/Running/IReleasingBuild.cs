using Slipway.Applications;
using Slipway.Execution;
using Slipway.Nuke.Parameters;
using Slipway.Routers.Foundation;
using Slipway.Routing;
using Slipway.Steps;
using Slipway.Strategies;

namespace Slipway.Nuke.Running;

/// <summary>What a run asks of the build that it belongs to. The components answer: they know the run, and it does not know them.</summary>
internal interface IReleasingBuild
{
    /// <summary>The build as Nuke has it.</summary>
    INukeBuild Build { get; }

    /// <summary>The description, as the build puts it together at this call.</summary>
    Application Application { get; }

    /// <summary>What the build does before or after steps and commands.</summary>
    IEnumerable<Hook> Hooks { get; }

    /// <summary>Who else hears what happens.</summary>
    IEnumerable<IReleaseObserver> Observers { get; }

    /// <summary>The ways to release that the build knows.</summary>
    StrategyRegistry Strategies { get; }

    /// <summary>The strategy that a target of the plan stands for; null when none stands for any.</summary>
    string? PinnedStrategy { get; }

    /// <summary>Whether the plan changes what is live, so that the build needs the lock from its first step on.</summary>
    bool ChangesTarget { get; }

    /// <summary>The build's own router for a place; null for none.</summary>
    IRouter? OwnRouter(RouterPlace place);

    /// <summary>A way to release that nobody knows, or a target and a parameter that say different things.</summary>
    /// <param name="asked">What the parameter says; null for nothing.</param>
    IEnumerable<SpecificationFault> FindStrategyFaults(string? asked);

    /// <summary>Parameters that a target which is to run can't do without, or not have together.</summary>
    IEnumerable<SpecificationFault> FindTargetFaults(ReleaseParameters parameters);

    /// <summary>How much of the description the targets use that are to run.</summary>
    DescriptionUse FindUse(ReleaseParameters parameters);

    /// <summary>
    /// Images without a digest, when those who push them are left out of a build that releases: by --skip, or by --continue, which does not
    /// know what an earlier attempt has pushed.
    /// </summary>
    IEnumerable<SpecificationFault> FindUnpushed(ReleaseRun run);

    /// <summary>Images that are to be pushed, and that neither this build makes nor an earlier one has left on the engine.</summary>
    IEnumerable<SpecificationFault> FindUnbuilt(ReleaseRun run);
}
