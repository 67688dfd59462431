using Slipway.Applications;
using Slipway.EndToEnd.Deployer;
using Slipway.EndToEnd.Tests.Soak;
using Slipway.EndToEnd.Tests.Target;
using Xunit.Abstractions;

namespace Slipway.EndToEnd.Tests.Strategies;

/// <summary>A shop of two services, one of them with two replicas, behind a proxy of this kind.</summary>
public abstract class ShopBehind(RouterKind router) : ShopOnTarget
{
    public override Assignment Assignment => base.Assignment with { Router = router, Replicas = 2, Api = true };
}

public sealed class ShopBehindHAProxy() : ShopBehind(RouterKind.HAProxy);

public sealed class ShopBehindNginx() : ShopBehind(RouterKind.Nginx);

public sealed class ShopBehindCaddy() : ShopBehind(RouterKind.Caddy);

public sealed class StrategiesBehindHAProxy(ShopBehindHAProxy shop, ITestOutputHelper output) : StrategySuite(shop, output),
    IClassFixture<ShopBehindHAProxy>
{
    [SoakFact]
    [Trait("Category", "Soak")]
    public Task Whatever_happens_in_whatever_order_the_recorded_release_is_live() => PlayAsync();
}

public sealed class StrategiesBehindCaddy(ShopBehindCaddy shop, ITestOutputHelper output) : StrategySuite(shop, output),
    IClassFixture<ShopBehindCaddy>
{
    [SoakFact]
    [Trait("Category", "Soak")]
    public Task Whatever_happens_in_whatever_order_the_recorded_release_is_live() => PlayAsync();
}
