using Slipway.Applications;

namespace Slipway.Strategies.BlueGreen;

/// <summary>Everything to the new slot at once; two versions never answer at the same time. There is nothing to set.</summary>
public sealed record BlueGreenSettings : StrategySettings
{
    /// <summary>The name of this way to release.</summary>
    public const string StrategyName = "blue-green";

    /// <inheritdoc/>
    public override string Name => StrategyName;
}
