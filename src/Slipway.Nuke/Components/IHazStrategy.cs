using Slipway.Nuke.Parameters.Kinds;

namespace Slipway.Nuke.Components;

/// <summary>How a release is made.</summary>
public interface IHazStrategy : IHazApplication
{
    [Parameter("Way to release: recreate, rolling, blue-green or canary - Default is the description's")]
    [StrategyChoice]
    string? Strategy => TryGetValue(() => Strategy);
}
