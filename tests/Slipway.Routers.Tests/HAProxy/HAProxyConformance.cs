using Slipway.Containers;
using Slipway.Routers.HAProxy;
using Slipway.Routers.Tests.Conformance;
using Slipway.Routing;
using Xunit.Abstractions;

namespace Slipway.Routers.Tests.HAProxy;

internal static class HAProxyFactory
{
    public static IRouter Create(string application, RouterSettings settings, IContainerEngine engine) =>
        new HAProxyRouter(application, settings, engine, TimeProvider.System, new Progress<string>());
}

public sealed class HAProxySwitching : SwitchingConformance
{
    protected override IRouter CreateRouter(string application, RouterSettings settings, IContainerEngine engine) =>
        HAProxyFactory.Create(application, settings, engine);
}

public sealed class HAProxyRouting : RoutingConformance
{
    protected override IRouter CreateRouter(string application, RouterSettings settings, IContainerEngine engine) =>
        HAProxyFactory.Create(application, settings, engine);
}

public sealed class HAProxyTraffic(ITestOutputHelper output) : TrafficConformance(output)
{
    protected override IRouter CreateRouter(string application, RouterSettings settings, IContainerEngine engine) =>
        HAProxyFactory.Create(application, settings, engine);
}

public sealed class HAProxyTrouble : TroubleConformance
{
    protected override IRouter CreateRouter(string application, RouterSettings settings, IContainerEngine engine) =>
        HAProxyFactory.Create(application, settings, engine);
}

public sealed class HAProxyReplicas(ITestOutputHelper output) : ReplicaConformance(output)
{
    protected override IRouter CreateRouter(string application, RouterSettings settings, IContainerEngine engine) =>
        HAProxyFactory.Create(application, settings, engine);
}

public sealed class HAProxyCanary : CanaryConformance
{
    protected override IRouter CreateRouter(string application, RouterSettings settings, IContainerEngine engine) =>
        HAProxyFactory.Create(application, settings, engine);
}

public sealed class HAProxyProtocols : ProtocolConformance
{
    protected override IRouter CreateRouter(string application, RouterSettings settings, IContainerEngine engine) =>
        HAProxyFactory.Create(application, settings, engine);
}
