namespace Slipway.Bench.Routers;

/// <summary>One switch, seen by the clients.</summary>
/// <param name="FirstOfNew">From the decision to the first answer of the new slot.</param>
/// <param name="LastToOld">From the decision to the last request that the old slot was sent; zero when that was before.</param>
/// <param name="LongestGap">The longest time without any answer, from a moment before the decision to one after it.</param>
internal sealed record Flip(TimeSpan FirstOfNew, TimeSpan LastToOld, TimeSpan LongestGap);
