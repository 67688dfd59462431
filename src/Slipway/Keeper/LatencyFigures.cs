using System.Globalization;

namespace Slipway.Keeper;

/// <summary>How long answers took, from the instant that each request was due.</summary>
/// <param name="Answers">How many, 1 or more.</param>
/// <param name="P50">The median.</param>
/// <param name="P99">What one in a hundred exceeds.</param>
public sealed record LatencyFigures(int Answers, TimeSpan P50, TimeSpan P99)
{
    /// <summary>Both, as <c>1.2/8.4 ms</c>.</summary>
    public override string ToString() => $"{Format(P50)}/{Format(P99)} ms";

    /// <summary>Milliseconds without their unit: a tenth counts below a hundred, and from a thousand on there is a comma.</summary>
    /// <param name="time">0 or more.</param>
    internal static string Format(TimeSpan time) =>
        time.TotalMilliseconds.ToString(time.TotalMilliseconds < 99.95 ? "0.0" : "N0", CultureInfo.InvariantCulture);
}
