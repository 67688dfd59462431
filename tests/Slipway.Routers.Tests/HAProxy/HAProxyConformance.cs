using Slipway.Applications;
using Slipway.Routers.Tests.Conformance;
using Xunit.Abstractions;

namespace Slipway.Routers.Tests.HAProxy;

public sealed class HAProxySwitching() : SwitchingConformance(RouterKind.HAProxy);

public sealed class HAProxyRouting() : RoutingConformance(RouterKind.HAProxy);

public sealed class HAProxyTraffic(ITestOutputHelper output) : TrafficConformance(RouterKind.HAProxy, output);

public sealed class HAProxyTrouble() : TroubleConformance(RouterKind.HAProxy);

public sealed class HAProxyReplicas(ITestOutputHelper output) : ReplicaConformance(RouterKind.HAProxy, output);

public sealed class HAProxyCanary() : CanaryConformance(RouterKind.HAProxy);

public sealed class HAProxyQueue(ITestOutputHelper output) : QueueConformance(RouterKind.HAProxy, output);

public sealed class HAProxyProtocols() : ProtocolConformance(RouterKind.HAProxy);

public sealed class HAProxyRestarts(ITestOutputHelper output) : RestartConformance(RouterKind.HAProxy, output);

public sealed class HAProxyReplacement(ITestOutputHelper output) : ReplacementConformance(RouterKind.HAProxy, output);

public sealed class HAProxyHeads() : HeadConformance(RouterKind.HAProxy);

public sealed class HAProxyKeptConnections(ITestOutputHelper output) : KeptConnectionConformance(RouterKind.HAProxy, output);
