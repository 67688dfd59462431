using System.Globalization;

namespace Slipway.Nuke.Console;

/// <summary>Durations as people read them.</summary>
internal static class Duration
{
    /// <summary><c>85 ms</c>, <c>3.2 s</c>, <c>2 min 05 s</c>.</summary>
    public static string Format(TimeSpan duration) => duration switch
    {
        { TotalSeconds: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds:0} ms"),
        { TotalMinutes: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.0} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)duration.TotalMinutes} min {duration.Seconds:00} s"),
    };
}
