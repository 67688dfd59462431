using Slipway.EndToEnd.Tests.Target;

namespace Slipway.EndToEnd.Tests.Cutting;

/// <summary>A shop of which is known what a release asks of the engine.</summary>
public sealed class ShopToCut : ShopWithoutWorker
{
    private IReadOnlyList<CutPoint>? asked;

    /// <summary>The requests of a release that is not cut, in their order.</summary>
    internal async Task<IReadOnlyList<CutPoint>> ReadRequestsAsync()
    {
        if (asked is null)
        {
            (await DeployAsync("seen-0")).Expect(ExitCode.Released);
            await using var proxy = new EngineProxy();
            (await LostReplySweep.RunAsync(proxy, await DeploymentOfAsync("seen-1"))).Expect(ExitCode.Released);
            asked = proxy.Trace;
        }

        return asked;
    }
}
