using System.Globalization;

namespace Slipway.Tests.Convergence;

/// <summary>
/// Random sequences of deploys (good and bad), rollbacks, cleanups, kills, failures and interruptions against a small model.
/// <c>SLIPWAY_SEED</c> replays one sequence.
/// </summary>
public sealed class RandomSequenceTests
{
    private const int Sequences = 250;

    [Fact]
    public async Task Whatever_happens_in_whatever_order_the_recorded_release_is_live()
    {
        var replayed = Environment.GetEnvironmentVariable("SLIPWAY_SEED");
        var first = replayed is null ? Random.Shared.Next(1_000_000_000) : int.Parse(replayed, CultureInfo.InvariantCulture);
        for (var seed = first; seed < first + (replayed is null ? Sequences : 1); seed++)
        {
            var sequence = new RandomSequence(seed);
            try
            {
                await sequence.RunAsync();
            }
            catch (Exception error)
            {
                Assert.Fail($"SLIPWAY_SEED={seed}\n{error.Message}\nThe sequence:\n{sequence.Story}\n{error.StackTrace}");
            }
        }
    }
}
