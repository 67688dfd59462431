using System.Globalization;

namespace Slipway.Tests.Recording;

/// <summary>
/// The effects of a command that a sweep disturbs, counted from 1: each of them, or with <c>SLIPWAY_EVERY=n</c> each n-th, beginning with
/// the first; of cases made by chance, one in so many. A number that shares no factor with 2, 3 and 4 leaves what takes turns from effect
/// to effect to take its turns.
/// </summary>
internal static class Swept
{
    /// <summary><c>SLIPWAY_EVERY</c>; 1 without it.</summary>
    public static int Every { get; } = Environment.GetEnvironmentVariable("SLIPWAY_EVERY") is { Length: > 0 } every
        ? int.Parse(every, CultureInfo.InvariantCulture)
        : 1;

    /// <summary>
    /// Whether each case meets every effect, as <c>SLIPWAY_KILLS=all</c> asks; else cases that differ in what an effect does not depend on
    /// share the effects.
    /// </summary>
    public static bool All { get; } = Environment.GetEnvironmentVariable("SLIPWAY_KILLS") == "all";

    /// <summary>Those of one case among several that share them: any two of effect, one property and another meet in some case.</summary>
    /// <param name="count">Of the command.</param>
    /// <param name="turn">Of this case: the sum of the places of its properties.</param>
    /// <param name="of">How many turns there are, 1 for a case that shares nothing.</param>
    public static IEnumerable<int> Effects(int count, int turn, int of) =>
        Effects(count).Where(effect => All || (effect + turn) % of == 0);

    public static IEnumerable<int> Effects(int count) => Enumerable.Range(1, count).Where(effect => (effect - 1) % Every == 0);
}
