using Slipway.Applications;
using Slipway.Routers.Tests.Conformance;
using Xunit.Abstractions;

namespace Slipway.Routers.Tests.Caddy;

public sealed class CaddySwitching() : SwitchingConformance(RouterKind.Caddy);

public sealed class CaddyRouting() : RoutingConformance(RouterKind.Caddy);

public sealed class CaddyTraffic(ITestOutputHelper output) : TrafficConformance(RouterKind.Caddy, output);

public sealed class CaddyTrouble() : TroubleConformance(RouterKind.Caddy);

public sealed class CaddyReplicas(ITestOutputHelper output) : ReplicaConformance(RouterKind.Caddy, output)
{
    protected override bool LeavesOutUnwell => false;

    /// <summary>Caddy 2.6 closes what it reads of a request when its connection to a service fails.</summary>
    protected override bool SendsBodiesAgain => false;
}

public sealed class CaddyCanary() : CanaryConformance(RouterKind.Caddy);

public sealed class CaddyQueue(ITestOutputHelper output) : QueueConformance(RouterKind.Caddy, output);

public sealed class CaddyProtocols() : ProtocolConformance(RouterKind.Caddy);

public sealed class CaddyRestarts(ITestOutputHelper output) : RestartConformance(RouterKind.Caddy, output);

public sealed class CaddyHeads() : HeadConformance(RouterKind.Caddy);

public sealed class CaddyKeptConnections(ITestOutputHelper output) : KeptConnectionConformance(RouterKind.Caddy, output);
