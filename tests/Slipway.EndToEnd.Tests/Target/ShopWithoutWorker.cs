using Slipway.EndToEnd.Deployer;

namespace Slipway.EndToEnd.Tests.Target;

/// <summary>One container less to start and to stop in each release, for tests that are not about workers.</summary>
public class ShopWithoutWorker : ShopOnTarget
{
    public override Assignment Assignment => base.Assignment with { Worker = false };
}
