using Slipway.Releases;

namespace Slipway.Planning;

/// <summary>A way to release: a pure function from what is observed and what is asked to a list of steps.</summary>
public interface IStrategy
{
    StrategyKind Kind { get; }

    Plan Plan(Application application, ObservedState state, BegunRelease release);
}
