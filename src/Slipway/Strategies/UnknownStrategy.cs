using Slipway.Applications;
using Slipway.Keeper;
using Slipway.Observation;
using Slipway.Steps;
using Slipway.Strategies.Foundation;

namespace Slipway.Strategies;

/// <summary>
/// The way of a run that another build began, with a strategy that is not registered here. Nothing is known of what it does, so the worst
/// is assumed: replicas of the old slot may be stopped. It can be brought to rest and taken back, and begins nothing.
/// </summary>
internal sealed class UnknownStrategy(string name) : Strategy
{
    public override string Name => name;

    public override bool StopsOldReplicas => true;

    /// <summary>Which extension is missing, as a sentence without a full stop.</summary>
    public string Missing => $"It is released by \"{name}\", a strategy that is not registered with this build";

    public override Plan Plan(Application application, ObservedState state, BegunRelease release) =>
        throw new InvalidOperationException($"{name} is not registered.");

    public override string DescribeChoice(PausedRun paused) =>
        $"{Missing}: a build that has it can take it further with `PromoteCanary`, and any build takes it back with `AbortCanary`";
}
