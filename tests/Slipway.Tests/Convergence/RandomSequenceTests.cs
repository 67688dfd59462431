using Slipway.Tests.Recording;

namespace Slipway.Tests.Convergence;

/// <summary>
/// Random sequences of deploys (good and bad), rollbacks, cleanups, kills, failures and interruptions against a small model.
/// <c>SLIPWAY_SEED=n SLIPWAY_SEQUENCES=1</c> replays one.
/// </summary>
public sealed class RandomSequenceTests
{
    [Fact]
    public async Task Whatever_happens_in_whatever_order_the_recorded_release_is_live()
    {
        var last = Seed.First + Seed.Count(otherwise: 150);
        for (var seed = Seed.First; seed < last; seed++)
        {
            var sequence = new RandomSequence(seed);
            try
            {
                await sequence.RunAsync();
            }
            catch (Exception error)
            {
                Assert.Fail(
                    $"SLIPWAY_SEED={seed} SLIPWAY_SEQUENCES=1\n{error.Message}\nThe sequence:\n{sequence.Story}\n{error.StackTrace}");
            }
        }
    }
}
