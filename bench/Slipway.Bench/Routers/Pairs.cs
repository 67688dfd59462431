namespace Slipway.Bench.Routers;

/// <summary>
/// The same measurement of ours and of the plain peer, one after the other, several times: so a shift of the machine meets both.
/// </summary>
/// <param name="Ours">In the order they were taken.</param>
/// <param name="Plain">In the order they were taken.</param>
internal sealed record Pairs(IReadOnlyList<double> Ours, IReadOnlyList<double> Plain)
{
    public double OursMedian => Median(Ours);

    public double PlainMedian => Median(Plain);

    /// <summary>The median of the pairs' ratios, ours to plain.</summary>
    public double Ratio => Median([.. Ours.Zip(Plain, (ours, plain) => ours / plain)]);

    /// <summary>The plain peer's largest against its smallest: what a ratio tells nothing below.</summary>
    public double Spread => Plain.Max() / Plain.Min();

    /// <summary>Each pair begins with the other one.</summary>
    public static async Task<Pairs> TakeAsync(int pairs, Func<Task<double>> takeOurs, Func<Task<double>> takePlain)
    {
        List<double> ours = [], plain = [];
        for (var pair = 0; pair < pairs; pair++)
        {
            if (pair % 2 == 0)
            {
                ours.Add(await takeOurs());
                plain.Add(await takePlain());
            }
            else
            {
                plain.Add(await takePlain());
                ours.Add(await takeOurs());
            }
        }

        return new Pairs(ours, plain);
    }

    private static double Median(IReadOnlyList<double> numbers)
    {
        double[] ordered = [.. numbers.Order()];
        return (ordered[(ordered.Length - 1) / 2] + ordered[ordered.Length / 2]) / 2;
    }
}
