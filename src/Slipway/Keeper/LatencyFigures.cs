using System.Globalization;

namespace Slipway.Keeper;

/// <summary>How long answers took, from the instant that each request was due.</summary>
/// <param name="Answers">How many, 1 or more.</param>
/// <param name="P50">The median.</param>
/// <param name="P99">What one in a hundred exceeds.</param>
public sealed record LatencyFigures(int Answers, TimeSpan P50, TimeSpan P99)
{
    /// <summary>Both, as <c>1.2/8.4 ms</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{P50.TotalMilliseconds:0.0}/{P99.TotalMilliseconds:0.0} ms");
}
