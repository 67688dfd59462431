using Slipway.Containers;
using Slipway.Routers.Nginx;
using Slipway.Routers.Tests.Conformance;
using Slipway.Routing;
using Xunit.Abstractions;

namespace Slipway.Routers.Tests.Nginx;

internal static class NginxFactory
{
    public static IRouter Create(string application, RouterSettings settings, IContainerEngine engine) =>
        new NginxRouter(application, settings, engine, TimeProvider.System, new Progress<string>());
}

public sealed class NginxSwitching : SwitchingConformance
{
    protected override IRouter CreateRouter(string application, RouterSettings settings, IContainerEngine engine) =>
        NginxFactory.Create(application, settings, engine);
}

public sealed class NginxRouting : RoutingConformance
{
    protected override IRouter CreateRouter(string application, RouterSettings settings, IContainerEngine engine) =>
        NginxFactory.Create(application, settings, engine);
}

public sealed class NginxTraffic(ITestOutputHelper output) : TrafficConformance(output)
{
    protected override IRouter CreateRouter(string application, RouterSettings settings, IContainerEngine engine) =>
        NginxFactory.Create(application, settings, engine);
}

public sealed class NginxTrouble : TroubleConformance
{
    protected override IRouter CreateRouter(string application, RouterSettings settings, IContainerEngine engine) =>
        NginxFactory.Create(application, settings, engine);
}

public sealed class NginxReplicas(ITestOutputHelper output) : ReplicaConformance(output)
{
    protected override IRouter CreateRouter(string application, RouterSettings settings, IContainerEngine engine) =>
        NginxFactory.Create(application, settings, engine);
}

public sealed class NginxCanary : CanaryConformance
{
    protected override IRouter CreateRouter(string application, RouterSettings settings, IContainerEngine engine) =>
        NginxFactory.Create(application, settings, engine);
}

public sealed class NginxProtocols : ProtocolConformance
{
    protected override IRouter CreateRouter(string application, RouterSettings settings, IContainerEngine engine) =>
        NginxFactory.Create(application, settings, engine);
}
