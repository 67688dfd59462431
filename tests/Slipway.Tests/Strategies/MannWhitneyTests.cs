using Slipway.Strategies.Canary;

namespace Slipway.Tests.Strategies;

/// <summary>The rank test against published examples.</summary>
public sealed class MannWhitneyTests
{
    /// <summary>
    /// Permeability of the membrane at term and earlier: Hollander and Wolfe (1973), p. 69 f.; also the example of R's wilcox.test.
    /// </summary>
    private static readonly double[] AtTerm = [0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46];
    private static readonly double[] Earlier = [1.15, 0.88, 0.90, 0.74, 1.21];

    /// <summary>
    /// Age at diagnosis of men and women: the example of SciPy's mannwhitneyu, which gives U = 17 and, two-sided, p = 0.11134688653314041.
    /// </summary>
    private static readonly double[] Men = [19, 22, 16, 29, 24];
    private static readonly double[] Women = [20, 11, 17, 12];

    [Fact]
    public void Statistic_is_that_of_Hollander_and_Wolfe() => Assert.Equal(35, MannWhitney.Statistic(AtTerm, Earlier));

    [Fact]
    public void Statistic_is_that_of_the_SciPy_example() =>
        Assert.Equal((17, 3), (MannWhitney.Statistic(Men, Women), MannWhitney.Statistic(Women, Men)));

    [Fact]
    public void Probability_is_half_of_the_two_sided_one_of_the_SciPy_example() =>
        Assert.Equal(0.11134688653314041 / 2, MannWhitney.ProbabilityOfLarger(Men, Women), 1e-7);

    /// <summary>
    /// Worked by hand: U = 13.5, mean 8, variance 16 / 12 · (9 − (6 + 6 + 24) / 56) = 11.142857, z = 5 / 3.338092 = 1.497862.
    /// </summary>
    [Fact]
    public void Ties_make_the_variance_smaller() =>
        Assert.Equal(0.067085, MannWhitney.ProbabilityOfLarger([2, 3, 3, 4], [1, 1, 2, 3]), 1e-5);

    [Fact]
    public void Equal_values_say_nothing() => Assert.Equal(1, MannWhitney.ProbabilityOfLarger([5, 5, 5], [5, 5, 5]));

    [Fact]
    public void Order_of_the_samples_decides_which_side_is_looked_at()
    {
        double[] high = [.. Enumerable.Range(100, 30)], low = [.. Enumerable.Range(1, 30)];
        Assert.True(MannWhitney.ProbabilityOfLarger(high, low) < 1e-6);
        Assert.True(MannWhitney.ProbabilityOfLarger(low, high) > 0.999999);
    }
}
