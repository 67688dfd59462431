using System.Text.Json;
using System.Text.RegularExpressions;
using Slipway.Applications;
using Slipway.Applications.Validation;
using Slipway.Docker.Engine;
using Slipway.Hosts;
using Slipway.Routers.Caddy;
using Slipway.Routers.Foundation;
using Slipway.Routers.HAProxy;
using Slipway.Routers.Tests.Traefik;
using Slipway.Routers.Traefik;
using Slipway.Routing;
using Slipway.Strategies.Canary;
using Xunit.Abstractions;

namespace Slipway.Routers.Tests.Rendering;

/// <summary>What validation accepts, every router renders; what a router refuses is named before anything is touched.</summary>
public sealed class RenderingTests(ITestOutputHelper output) : IDisposable
{
    private const int Many = 2000;
    private readonly DockerEngine engine = DockerEngine.Connect(null, TimeProvider.System);

    public static TheoryData<RouterKind> Kinds => [.. Enum.GetValues<RouterKind>()];

    public void Dispose() => engine.Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_is_accepted_becomes_a_configuration_that_is_read_back(RouterKind kind)
    {
        var router = Router(kind);
        var (accepted, refused) = (0, 0);
        Descriptions.Check(Many, application =>
        {
            // Whatever the description holds, the router answers.
            var faults = router.Check(application);
            if (ApplicationValidator.Find(application).Count > 0)
            {
                return;
            }

            refused += faults.Count > 0 ? 1 : 0;
            accepted += faults.Count > 0 ? 0 : 1;
            Assert.All(faults, fault => Assert.False(string.IsNullOrWhiteSpace(fault.Message)));
            if (faults.Count == 0)
            {
                Render(kind, application);
            }
        });

        output.WriteLine($"SLIPWAY_SEED={Descriptions.Seed}: {Many} descriptions, {accepted} rendered, {refused} refused by {kind} alone");
        // A generator that makes nothing acceptable would prove nothing about what is accepted.
        Assert.InRange(accepted, Many / 20, Many);
        Assert.InRange(refused, 1, Many);
    }

    [Theory]
    [InlineData(RouterKind.HAProxy, RoutingRules.MostRoutes)]
    [InlineData(RouterKind.Nginx, RoutingRules.MostRoutes)]
    [InlineData(RouterKind.Caddy, SlotTable.MostRoutes)]
    [InlineData(RouterKind.Traefik, RoutingRules.MostRoutes)]
    public void The_largest_description_is_rendered_and_a_larger_one_refused(RouterKind kind, int routes)
    {
        var largest = Descriptions.Largest(routes, RoutingRules.MostReplicas);

        Assert.Empty(ReleaseEngine.FindFaults(largest, Router(kind)));
        Render(kind, largest);
        Assert.All(
            Router(kind).Check(Descriptions.Largest(routes + 1, RoutingRules.MostReplicas)), fault => Assert.Equal("services", fault.Path));
        Assert.NotEmpty(Router(kind).Check(Descriptions.Largest(routes + 1, RoutingRules.MostReplicas)));
        Assert.NotEmpty(Router(kind).Check(Descriptions.Largest(routes, RoutingRules.MostReplicas + 1)));
    }

    [Fact]
    public void All_faults_of_one_description_are_named_with_their_paths()
    {
        var application = Descriptions.Largest(1, 1) with
        {
            Strategies = [new CanarySettings { Mark = new CanaryMark(CanaryMarkSource.Cookie, "_tester", "yes") }],
            Router = new RouterSettings { Tls = new TlsSettings(new Slipway.Applications.Secret("no PEM")) },
        };
        application = application with
        {
            Services =
            [
                application.Services[0] with { HealthPath = "/" + new string('h', 501), Route = new Route { PathPrefix = "/%61" } },
            ],
        };

        Assert.Equal(
            ["services.s0.healthPath", "canary.mark.name", "services.s0.route.pathPrefix", "router.tls.certificate"],
            Router(RouterKind.Caddy).Check(application).Select(fault => fault.Path));
    }

    private IRouter Router(RouterKind kind) =>
        RouterFactory.Create("shop", new RouterSettings { Kind = kind }, engine, TimeProvider.System, new Progress<string>());

    private static void Render(RouterKind kind, Application application)
    {
        var (blue, green) = (Descriptions.Admission(application, Slot.Blue), Descriptions.Admission(application, Slot.Green));
        var split = Split.CanaryOf(Slot.Green, application.Services.Count % 101);
        switch (kind)
        {
            case RouterKind.HAProxy:
                RenderHAProxy(application, blue, green);
                break;
            case RouterKind.Caddy:
                RenderCaddy(CaddyState.Initial.With(blue).With(green).With(split), blue, green);
                break;
            case RouterKind.Nginx or RouterKind.Traefik:
                var state = DurableState.Initial.With(blue).With(green).With(split);
                Assert.Equal(state.ToJson(), DurableState.FromJson(state.ToJson()).ToJson());
                if (kind == RouterKind.Traefik)
                {
                    RenderTraefik(state);
                }

                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(kind), kind, "It is rendered by no test.");
        }
    }

    /// <summary>
    /// The same lines as of harmless values, and the model that they were made from: in each slot a server for clients and one for own
    /// requests.
    /// </summary>
    private static void RenderHAProxy(Application application, SlotAdmission blue, SlotAdmission green)
    {
        var model = RouterModel.Empty.With(Slot.Blue, Samples.ModelOf(blue)).With(Slot.Green, Samples.ModelOf(green));
        var text = new HAProxyConfiguration(
            new ResourceNames(application.Name), application.Router.Tls is not null, application.Router.MaxRequestHeadKilobytes)
            .Render(model);

        Assert.Equal(model.ToLine(), RouterModel.FromConfiguration(text).ToLine());
        // Of both slots, each over kept connections, over fresh ones and by Slipway itself.
        Assert.Equal(
            model.In(Slot.Blue).Places.Count() * 2 * 3,
            text.Split('\n').Count(line => line.StartsWith("    server s", StringComparison.Ordinal)) - 1);
        Assert.DoesNotContain(text, letter => letter != '\n' && char.IsControl(letter));
    }

    private static void RenderCaddy(CaddyState state, SlotAdmission blue, SlotAdmission green)
    {
        Assert.Equal(state.ToJson(), CaddyState.FromJson(state.ToJson()).ToJson());
        Assert.Matches(
            new Regex("^m[01],s[0-9a-g]*,b[0-9a-f]*,g[0-9a-f]*,c(blue|green|)$", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)),
            state.Word);
        foreach (var line in new[] { blue, green }.SelectMany(admission => SlotTable.From(admission).Lines))
        {
            Assert.All(
                line.Split(" -> ")[0].Split('/'), part => Assert.True(part.Length is > 0 and <= 255 && part is not ("." or ".."), line));
        }
    }

    private static void RenderTraefik(DurableState state)
    {
        var text = TraefikConfiguration.Render(state, tls: true);
        using var file = JsonDocument.Parse(text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..]);

        Assert.Empty(DynamicFileSchema.Problems(file.RootElement));
        Assert.Equal(TraefikConfiguration.Mark(state), TraefikConfiguration.Mark(TraefikConfiguration.Parse(text)));
    }
}
