using System.Globalization;

namespace Slipway.Tests.Recording;

/// <summary>
/// The effects of a command that a sweep disturbs, counted from 1: each of them, or with <c>SLIPWAY_EVERY=n</c> each n-th, beginning with
/// the first. A number that shares no factor with 2, 3 and 4 leaves what takes turns from effect to effect to take its turns.
/// </summary>
internal static class Swept
{
    private static readonly int Every = Environment.GetEnvironmentVariable("SLIPWAY_EVERY") is { Length: > 0 } every
        ? int.Parse(every, CultureInfo.InvariantCulture)
        : 1;

    public static IEnumerable<int> Effects(int count) => Enumerable.Range(1, count).Where(effect => (effect - 1) % Every == 0);
}
