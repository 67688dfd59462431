using Slipway.Applications;
using Slipway.Routing;
using Slipway.Verification;

namespace Slipway.Bench.Routers;

/// <summary>Many switches between two warm slots under load, seen by the clients.</summary>
/// <param name="Flips">Each switch.</param>
/// <param name="Load">What became of the requests of the load. It sends nothing twice.</param>
internal sealed record SwitchSeries(IReadOnlyList<Flip> Flips, ProbeResult Load)
{
    /// <summary>Requests a second, half of them on kept connections, half on fresh ones.</summary>
    public const int Rate = 500;

    public Sample FirstOfNew => new(Flips.Select(flip => flip.FirstOfNew));

    public Sample LongestGap => new(Flips.Select(flip => flip.LongestGap));

    /// <summary>
    /// The exact upper bound, at 95 %, of the share of switches that lose a request: as if each lost request had a switch of its own.
    /// </summary>
    public double SwitchBound => UpperBound(int.Min(Load.Failed, Flips.Count), Flips.Count);

    /// <summary>The exact upper bound, at 95 %, of the share of requests that are lost. They are not independent of each other.</summary>
    public double RequestBound => UpperBound(Load.Failed, Load.Sent);

    public static async Task<SwitchSeries> MeasureAsync(
        Workspace workspace, RouterStage stage, int switches, CancellationToken cancellationToken)
    {
        // Some requests are still under way whenever the traffic moves.
        var options = new ProbeOptions
        {
            BaseAddress = stage.Address,
            Rate = Rate,
            Paths = [new ProbeRequest("/version.json", Weight: 18), "/slow?ms=500", new ProbeRequest("/upload", BodyBytes: 100_000)],
        };
        var probe = OpenLoopProbe.Start(options, workspace.Time);
        try
        {
            await using var watch = new SlotWatch(stage.Address, workspace.Time);
            var flips = await SwitchFigures.FlipAsync(workspace.Time, stage.Router, watch, switches, cancellationToken);
            return new SwitchSeries(flips, await probe.StopAsync(cancellationToken));
        }
        catch
        {
            await probe.StopAsync(CancellationToken.None);
            throw;
        }
    }

    /// <summary>Clopper and Pearson: the largest share under which so few cases of so many are no rarer than 5 %.</summary>
    internal static double UpperBound(int cases, int all)
    {
        var (low, high) = (0.0, 1.0);
        for (var step = 0; step < 100 && cases < all; step++)
        {
            var share = (low + high) / 2;
            (low, high) = AtMost(cases, all, share) > 0.05 ? (share, high) : (low, share);
        }

        return high;
    }

    /// <summary>How likely at most so many cases are, each with this share.</summary>
    private static double AtMost(int cases, int all, double share)
    {
        var (sum, logarithm) = (0.0, all * Math.Log(1 - share));
        for (var number = 0; number <= cases; number++)
        {
            sum += Math.Exp(logarithm);
            logarithm += Math.Log((double)(all - number) / (number + 1)) + Math.Log(share / (1 - share));
        }

        return sum;
    }
}
