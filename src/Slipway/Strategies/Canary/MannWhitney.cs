namespace Slipway.Strategies.Canary;

/// <summary>
/// The rank test of Mann and Whitney (1947): whether values of one sample tend to be larger than those of another, whatever their
/// distribution. With the normal approximation, corrected for ties and for continuity (Hollander and Wolfe, "Nonparametric Statistical
/// Methods", chapter 4.1), which is what samples of eight and more are judged by.
/// </summary>
internal static class MannWhitney
{
    /// <summary>
    /// The probability of ranks at least this high of <paramref name="sample"/> if both were alike, 0 to 1: a small one says that its
    /// values are larger than those of <paramref name="other"/>. Both samples hold at least one value. 1 when all values are equal.
    /// </summary>
    public static double ProbabilityOfLarger(IReadOnlyCollection<double> sample, IReadOnlyCollection<double> other)
    {
        double n = sample.Count, m = other.Count;
        var u = Statistic(sample, other);
        var ties = sample.Concat(other).GroupBy(value => value).Sum(group => Math.Pow(group.Count(), 3) - group.Count());
        var variance = n * m / 12 * (n + m + 1 - (ties / ((n + m) * (n + m - 1))));
        return variance > 0 ? UpperTail((u - (n * m / 2) - 0.5) / Math.Sqrt(variance)) : 1;
    }

    /// <summary>U: in how many pairs the value of <paramref name="sample"/> is the larger one; a tie counts half.</summary>
    public static double Statistic(IReadOnlyCollection<double> sample, IReadOnlyCollection<double> other) =>
        sample.Sum(value => other.Sum(against => value > against ? 1 : value < against ? 0 : 0.5));

    /// <summary>
    /// Of the normal distribution; Abramowitz and Stegun, "Handbook of Mathematical Functions", 26.2.17, whose error is below 7.5e-8.
    /// </summary>
    private static double UpperTail(double z)
    {
        if (z < 0)
        {
            return 1 - UpperTail(-z);
        }

        var t = 1 / (1 + (0.2316419 * z));
        var polynomial = t * (0.319381530 + (t * (-0.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429))))))));
        return Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI) * polynomial;
    }
}
