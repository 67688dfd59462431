using Slipway.Verification;

namespace Slipway.EndToEnd.Tests.Load;

/// <summary>What came of a load.</summary>
/// <param name="Requests">The requests on schedule.</param>
/// <param name="LostEvents">What went wrong with the stream of events.</param>
internal sealed record LoadResult(ProbeResult Requests, IReadOnlyList<string> LostEvents)
{
    private const string Page = "status 503";

    public int Lost => Requests.Failed + LostEvents.Count;

    /// <summary>What was lost, without the answers of a maintenance page if there was one.</summary>
    public int LostBut(bool page) => page && LostEvents.Count == 0 && Requests.Reasons.Keys.All(reason => reason == Page) ? 0 : Lost;

    /// <summary>Fails when anything was lost, or when so little was sent that nothing is proven.</summary>
    public void ExpectNothingLost()
    {
        Assert.True(Requests.Sent >= 25, $"too few requests to prove anything: {Requests.Sent}");
        Assert.True(Lost == 0, ToString());
    }

    /// <summary>As <see cref="ExpectNothingLost"/>, but for the answers of a maintenance page, if there was one.</summary>
    public void ExpectNothingLostBut(bool page)
    {
        if (!page)
        {
            ExpectNothingLost();
            return;
        }

        var others = Requests.Reasons.Keys.Where(reason => reason != Page).ToList();
        Assert.True(others.Count == 0 && LostEvents.Count == 0,
            $"lost to something else than the page: {string.Join(", ", others)}\n{this}");
    }

    public override string ToString() => string.Join('\n',
        [Requests.ToString(), .. Requests.FirstFailures.Select(failure => failure.ToString()), .. LostEvents]);
}
