using Slipway.Strategies.Foundation;

namespace Slipway.Strategies;

/// <summary>
/// A release in a way that this build does not know was left half-way, and could not be brought to rest by what router and containers show.
/// </summary>
/// <param name="strategy">The name of the way.</param>
/// <param name="missing">Which extension is missing, as a clause.</param>
/// <param name="cause">How bringing it to rest ended.</param>
public sealed class StrategyMissingException(string strategy, string missing, Exception cause)
    : SlipwayException($"{cause.Message}\n{missing}: run the command from a build that has it.", cause)
{
    /// <summary>The name of the way, as a command line names it.</summary>
    public string Strategy { get; } = strategy;
}
