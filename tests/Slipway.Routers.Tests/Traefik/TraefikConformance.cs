using System.Reflection;
using Slipway.Applications;
using Slipway.Routers.Tests.Conformance;
using Xunit.Abstractions;

namespace Slipway.Routers.Tests.Traefik;

/// <summary>
/// The conformance suites against Traefik itself. Its image can't be pulled where this project's own checks run, so they are skipped,
/// visibly, unless <see cref="TraefikTheoryAttribute.Variable"/> says that the engine has it.
/// </summary>
public sealed class TraefikConformance(ITestOutputHelper output)
{
    public static TheoryData<string, string> Tests
    {
        get
        {
            var tests = new TheoryData<string, string>();
            foreach (var suite in Suites)
            {
                foreach (var test in suite.GetMethods().Where(method => method.GetCustomAttribute<FactAttribute>() is not null))
                {
                    tests.Add(suite.Name, test.Name);
                }
            }

            return tests;
        }
    }

    private static Type[] Suites =>
    [
        typeof(Switching), typeof(Routing), typeof(Traffic), typeof(Trouble), typeof(Replicas), typeof(Canary), typeof(Queue),
        typeof(Protocols), typeof(Restarts), typeof(Heads),
    ];

    [TraefikTheory]
    [MemberData(nameof(Tests))]
    public async Task A_test_of_the_conformance_suites_passes(string suite, string test)
    {
        var type = Suites.Single(type => type.Name == suite);
        var method = type.GetMethod(test) ?? throw new InvalidOperationException($"{suite} has no {test}");
        var cases = method.GetCustomAttributes<InlineDataAttribute>().SelectMany(data => data.GetData(method)).DefaultIfEmpty([]);
        foreach (var arguments in cases)
        {
            using var instance = (RouterConformance)(
                type.GetConstructor([typeof(ITestOutputHelper)])?.Invoke([output]) ?? Activator.CreateInstance(type)!);
            await (Task)method.Invoke(instance, arguments)!;
        }
    }

    private sealed class Switching() : SwitchingConformance(RouterKind.Traefik);

    private sealed class Routing() : RoutingConformance(RouterKind.Traefik);

    private sealed class Traffic(ITestOutputHelper output) : TrafficConformance(RouterKind.Traefik, output);

    private sealed class Trouble() : TroubleConformance(RouterKind.Traefik);

    private sealed class Replicas(ITestOutputHelper output) : ReplicaConformance(RouterKind.Traefik, output)
    {
        protected override bool LeavesOutUnwell => false;
    }

    private sealed class Canary() : CanaryConformance(RouterKind.Traefik);

    private sealed class Queue(ITestOutputHelper output) : QueueConformance(RouterKind.Traefik, output);

    private sealed class Heads() : HeadConformance(RouterKind.Traefik);

    private sealed class Protocols() : ProtocolConformance(RouterKind.Traefik);

    private sealed class Restarts(ITestOutputHelper output) : RestartConformance(RouterKind.Traefik, output);
}
