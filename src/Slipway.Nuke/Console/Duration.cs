using System.Globalization;

namespace Slipway.Nuke.Console;

/// <summary>Durations as people read them.</summary>
internal static class Duration
{
    /// <summary><c>85 ms</c>, <c>3.2 s</c>, <c>2 min 05 s</c>. What rounds up to the next unit is written in it.</summary>
    public static string Format(TimeSpan duration) => duration switch
    {
        { TotalMilliseconds: < 999.5 } => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds:0} ms"),
        { TotalSeconds: < 119.95 } => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.0} s"),
        _ => Minutes((int)Math.Round(duration.TotalSeconds)),
    };

    private static string Minutes(int seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60} min {seconds % 60:00} s");
}
