using Slipway.Routing;

namespace Slipway.Steps;

/// <summary>A new version that has traffic does not hold what it is held to: it goes back.</summary>
/// <param name="slot">Where it runs.</param>
/// <param name="after">How long it had soaked.</param>
/// <param name="breach">Which bound is broken, by what was seen.</param>
/// <param name="seen">All figures, as a clause.</param>
public sealed class SoakFailedException(Slot slot, TimeSpan after, string breach, string seen) : SlipwayException(
    $"After {after.TotalSeconds:0} s with traffic the new version in the {slot.Label()} slot is not good enough: {breach}. Seen: {seen}.")
{
    /// <summary>Which bound is broken, by what was seen.</summary>
    public string Breach { get; } = breach;

    /// <summary>All figures, as a clause.</summary>
    public string Seen { get; } = seen;
}
