using Slipway.Planning;
using Slipway.Releases;

namespace Slipway.Nuke.Parameters.Kinds;

/// <summary>A way to release: <c>blue-green</c>.</summary>
public sealed class StrategyChoiceAttribute() : ChoiceAttribute<StrategyKind>(Strategies.Label);
