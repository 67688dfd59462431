using Slipway.Containers;
using Slipway.Routers.Caddy;
using Slipway.Routers.Tests.Conformance;
using Slipway.Routing;
using Xunit.Abstractions;

namespace Slipway.Routers.Tests.Caddy;

internal static class CaddyFactory
{
    public static IRouter Create(string application, RouterSettings settings, IContainerEngine engine) =>
        new CaddyRouter(application, settings, engine, TimeProvider.System, new Progress<string>());
}

public sealed class CaddySwitching : SwitchingConformance
{
    protected override IRouter CreateRouter(string application, RouterSettings settings, IContainerEngine engine) =>
        CaddyFactory.Create(application, settings, engine);
}

public sealed class CaddyRouting : RoutingConformance
{
    protected override IRouter CreateRouter(string application, RouterSettings settings, IContainerEngine engine) =>
        CaddyFactory.Create(application, settings, engine);
}

public sealed class CaddyTraffic(ITestOutputHelper output) : TrafficConformance(output)
{
    protected override IRouter CreateRouter(string application, RouterSettings settings, IContainerEngine engine) =>
        CaddyFactory.Create(application, settings, engine);
}

public sealed class CaddyTrouble : TroubleConformance
{
    protected override IRouter CreateRouter(string application, RouterSettings settings, IContainerEngine engine) =>
        CaddyFactory.Create(application, settings, engine);
}

public sealed class CaddyReplicas(ITestOutputHelper output) : ReplicaConformance(output)
{
    protected override IRouter CreateRouter(string application, RouterSettings settings, IContainerEngine engine) =>
        CaddyFactory.Create(application, settings, engine);
}

public sealed class CaddyCanary : CanaryConformance
{
    protected override IRouter CreateRouter(string application, RouterSettings settings, IContainerEngine engine) =>
        CaddyFactory.Create(application, settings, engine);
}

public sealed class CaddyProtocols : ProtocolConformance
{
    protected override IRouter CreateRouter(string application, RouterSettings settings, IContainerEngine engine) =>
        CaddyFactory.Create(application, settings, engine);
}
