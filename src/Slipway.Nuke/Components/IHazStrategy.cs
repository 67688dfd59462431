using Slipway.Strategies;
using Slipway.Strategies.Foundation;

namespace Slipway.Nuke.Components;

/// <summary>How a release is made.</summary>
public interface IHazStrategy : IHazApplication
{
    /// <summary>The name of one of <see cref="KnownStrategies"/>, whatever the case; without it, that of the description.</summary>
    [Parameter("Way to release, such as canary; an unknown one is answered with all that there are - Default is the description's")]
    string? Strategy => TryGetValue(() => Strategy);

    /// <summary>
    /// The ways to release that this build knows. Default <see cref="StrategyRegistry.BuiltIn"/>; a way of one's own is added with
    /// <see cref="StrategyRegistry.With"/>.
    /// </summary>
    StrategyRegistry KnownStrategies => StrategyRegistry.BuiltIn;
}
