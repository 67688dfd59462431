using System.Reflection;
using Slipway.Containers;
using Slipway.Routers.Tests.Conformance;
using Slipway.Routers.Traefik;
using Slipway.Routing;
using Xunit.Abstractions;

namespace Slipway.Routers.Tests.Traefik;

/// <summary>
/// The conformance suites against Traefik itself. Its image can't be pulled where this project's own checks run, so they are skipped, visibly,
/// unless <see cref="TraefikTheoryAttribute.Variable"/> says that the engine has it.
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

    private static Type[] Suites => [typeof(Switching), typeof(Routing), typeof(Traffic), typeof(Trouble), typeof(Replicas), typeof(Canary), typeof(Protocols)];

    [TraefikTheory]
    [MemberData(nameof(Tests))]
    public async Task A_test_of_the_conformance_suites_passes(string suite, string test)
    {
        var type = Suites.Single(type => type.Name == suite);
        var method = type.GetMethod(test) ?? throw new InvalidOperationException($"{suite} has no {test}");
        var cases = method.GetCustomAttributes<InlineDataAttribute>().SelectMany(data => data.GetData(method)).DefaultIfEmpty([]);
        foreach (var arguments in cases)
        {
            using var instance = (RouterConformance)(type.GetConstructor([typeof(ITestOutputHelper)])?.Invoke([output]) ?? Activator.CreateInstance(type)!);
            await (Task)method.Invoke(instance, arguments)!;
        }
    }

    private static TraefikRouter Create(string application, RouterSettings settings, IContainerEngine engine) =>
        new(application, settings, engine, TimeProvider.System, new Progress<string>());

    private sealed class Switching : SwitchingConformance
    {
        protected override IRouter CreateRouter(string application, RouterSettings settings, IContainerEngine engine) => Create(application, settings, engine);
    }

    private sealed class Routing : RoutingConformance
    {
        protected override IRouter CreateRouter(string application, RouterSettings settings, IContainerEngine engine) => Create(application, settings, engine);
    }

    private sealed class Traffic(ITestOutputHelper output) : TrafficConformance(output)
    {
        protected override IRouter CreateRouter(string application, RouterSettings settings, IContainerEngine engine) => Create(application, settings, engine);
    }

    private sealed class Trouble : TroubleConformance
    {
        protected override IRouter CreateRouter(string application, RouterSettings settings, IContainerEngine engine) => Create(application, settings, engine);
    }

    private sealed class Replicas(ITestOutputHelper output) : ReplicaConformance(output)
    {
        protected override IRouter CreateRouter(string application, RouterSettings settings, IContainerEngine engine) => Create(application, settings, engine);
    }

    private sealed class Canary : CanaryConformance
    {
        protected override IRouter CreateRouter(string application, RouterSettings settings, IContainerEngine engine) => Create(application, settings, engine);
    }

    private sealed class Protocols : ProtocolConformance
    {
        protected override IRouter CreateRouter(string application, RouterSettings settings, IContainerEngine engine) => Create(application, settings, engine);
    }
}
