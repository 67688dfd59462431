using Slipway.Applications;
using Slipway.Routers.Tests.Conformance;
using Xunit.Abstractions;

namespace Slipway.Routers.Tests.Nginx;

public sealed class NginxSwitching() : SwitchingConformance(RouterKind.Nginx);

public sealed class NginxRouting() : RoutingConformance(RouterKind.Nginx);

public sealed class NginxTraffic(ITestOutputHelper output) : TrafficConformance(RouterKind.Nginx, output);

public sealed class NginxTrouble() : TroubleConformance(RouterKind.Nginx);

public sealed class NginxReplicas(ITestOutputHelper output) : ReplicaConformance(RouterKind.Nginx, output);

public sealed class NginxCanary() : CanaryConformance(RouterKind.Nginx);

public sealed class NginxQueue(ITestOutputHelper output) : QueueConformance(RouterKind.Nginx, output);

public sealed class NginxProtocols() : ProtocolConformance(RouterKind.Nginx);

public sealed class NginxRestarts(ITestOutputHelper output) : RestartConformance(RouterKind.Nginx, output);

public sealed class NginxReplacement(ITestOutputHelper output) : ReplacementConformance(RouterKind.Nginx, output);

public sealed class NginxHeads() : HeadConformance(RouterKind.Nginx);

public sealed class NginxKeptConnections(ITestOutputHelper output) : KeptConnectionConformance(RouterKind.Nginx, output);
