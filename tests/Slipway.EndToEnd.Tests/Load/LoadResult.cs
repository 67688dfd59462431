using Slipway.Verification;

namespace Slipway.EndToEnd.Tests.Load;

/// <summary>What came of a load.</summary>
/// <param name="Requests">The requests on schedule.</param>
/// <param name="LostEvents">What went wrong with the stream of events.</param>
internal sealed record LoadResult(ProbeResult Requests, IReadOnlyList<string> LostEvents)
{
    public int Lost => Requests.Failed + LostEvents.Count;

    /// <summary>Fails when anything was lost, or when so little was sent that nothing is proven.</summary>
    public void ExpectNothingLost()
    {
        Assert.True(Requests.Sent >= 50, $"too few requests to prove anything: {Requests.Sent}");
        Assert.True(Lost == 0, ToString());
    }

    public override string ToString() => string.Join('\n',
        [Requests.ToString(), .. Requests.FirstFailures.Select(failure => failure.ToString()), .. LostEvents]);
}
