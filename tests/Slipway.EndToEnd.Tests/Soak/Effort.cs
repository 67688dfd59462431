using System.Globalization;

namespace Slipway.EndToEnd.Tests.Soak;

/// <summary>
/// How far the sweeps and the random sequences go. In a check: a sample that is the same each time, so that it tells of changes and not of
/// luck. In a soak, which sets these variables: every point, and sequences for as long as it takes.
/// </summary>
internal static class Effort
{
    /// <summary><c>SLIPWAY_SEED</c>: what chance begins with. Its default is fixed.</summary>
    public static int Seed => Read("SLIPWAY_SEED") ?? 20_260_301;

    /// <summary>
    /// <c>SLIPWAY_KILLS</c>: points at which a strategy's release is killed before each router; <c>all</c> for every one. Default 1.
    /// </summary>
    public static int Kills => Read("SLIPWAY_KILLS") ?? 1;

    /// <summary>
    /// The same variable: points of each of the three kinds in a blue-green release before HAProxy. Default 2, each kind at other steps: a
    /// quarter of the steps are met in one of the three ways.
    /// </summary>
    public static int Sweep => Read("SLIPWAY_KILLS") ?? 2;

    /// <summary>
    /// The same variable: whether every strategy is killed and fails before every router. Without it each is before one of them, and each
    /// router has one at least.
    /// </summary>
    public static bool EveryPair => Read("SLIPWAY_KILLS") is not null;

    /// <summary><c>SLIPWAY_CUTS</c>: points at which a reply of the engine is lost; <c>all</c> for every one. Default 2.</summary>
    public static int Cuts => Read("SLIPWAY_CUTS") ?? 2;

    /// <summary><c>SLIPWAY_SEQUENCES</c>: random sequences before each router that has one. Default 1.</summary>
    public static int Sequences => Read("SLIPWAY_SEQUENCES") ?? 1;

    /// <summary><c>SLIPWAY_ACTIONS</c>: commands and accidents in each. Default 3.</summary>
    public static int Actions => Read("SLIPWAY_ACTIONS") ?? 3;

    /// <summary><c>SLIPWAY_MINUTES</c>: for how long further sequences are begun before each router. Default 0.</summary>
    public static TimeSpan Time => TimeSpan.FromMinutes(Read("SLIPWAY_MINUTES") ?? 0);

    private static int? Read(string variable) => Environment.GetEnvironmentVariable(variable) switch
    {
        null or "" => null,
        "all" => int.MaxValue,
        { } value => int.Parse(value, CultureInfo.InvariantCulture),
    };
}
