using System.Globalization;

namespace Slipway.Tests.Recording;

/// <summary>
/// The seed of random tests: fixed, so that a check tells of changes and not of luck. <c>SLIPWAY_SEED</c> chooses another, and
/// <c>SLIPWAY_SEQUENCES</c> runs more of them.
/// </summary>
internal static class Seed
{
    public static int First => Read("SLIPWAY_SEED") ?? 20_260_301;

    public static int Count(int otherwise) => Read("SLIPWAY_SEQUENCES") ?? otherwise;

    private static int? Read(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? int.Parse(value, CultureInfo.InvariantCulture) : null;
}
