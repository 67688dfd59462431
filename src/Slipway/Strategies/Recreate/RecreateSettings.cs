using Slipway.Applications;

namespace Slipway.Strategies.Recreate;

/// <summary>The old version stops before the new one starts; a maintenance page is shown meanwhile. There is nothing to set.</summary>
public sealed record RecreateSettings : StrategySettings
{
    /// <summary>The name of this way to release.</summary>
    public const string StrategyName = "recreate";

    /// <inheritdoc/>
    public override string Name => StrategyName;
}
