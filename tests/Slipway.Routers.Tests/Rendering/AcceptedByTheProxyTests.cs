using Slipway.Applications;
using Slipway.Routers.Caddy;
using Slipway.Routers.Foundation;
using Slipway.Routers.HAProxy;
using Slipway.Routers.Hosting;
using Slipway.Routers.Nginx;
using Slipway.Routers.Tests.Stages;
using Slipway.Routing;
using Xunit.Abstractions;
using Slipway.Waiting;

namespace Slipway.Routers.Tests.Rendering;

/// <summary>What validation accepts, the real proxy accepts too: samples, and the largest description.</summary>
public sealed class AcceptedByTheProxyTests(ITestOutputHelper output) : IDisposable
{
    private const int Count = 25;
    private readonly CancellationTokenSource limit = new(TimeSpan.FromMinutes(5));

    private CancellationToken Token => limit.Token;

    public void Dispose() => limit.Dispose();

    /// <summary>By <c>haproxy -c</c>. Every server has a name that resolves: what is looked at is the configuration.</summary>
    [EngineFact]
    public async Task HAProxy_accepts_what_is_rendered_for_it()
    {
        await using var stage = await Stage.CreateAsync(RouterKind.HAProxy, Token);
        var verbs = EmbeddedText.Read("HAProxy/Program/verbs.pl");
        await using var session = new RouterSession(stage.Engine.Containers, stage.Names.Router, verbs);
        var runtime = new HAProxyRuntime(session, Poller.Quiet(TimeProvider.System));

        foreach (var application in Applications(stage, RoutingRules.MostRoutes))
        {
            var model = RouterModel.Empty;
            foreach (var slot in Enum.GetValues<Slot>())
            {
                model = model.With(slot, Samples.ModelOf(Descriptions.Admission(application, slot, stage.Names.Router)));
            }

            var certificate = application.Router.Tls is { } tls ? new EdgeCertificate(tls.Certificate!).Text : null;
            var configuration = new HAProxyConfiguration(stage.Names, certificate is not null, headKilobytes: 64);
            await runtime.CheckAsync(configuration.Render(model), certificate, Token);
        }
    }

    /// <summary>By the program in nginx that reads the state; its configuration is the same for every application.</summary>
    [EngineFact]
    public async Task Nginx_accepts_what_is_rendered_for_it()
    {
        await using var stage = await Stage.CreateAsync(RouterKind.Nginx, Token);
        await using var session = new RouterSession(stage.Engine.Containers, stage.Names.Router);
        var control = new NginxControl(session);

        foreach (var application in Applications(stage, RoutingRules.MostRoutes))
        {
            var state = DurableState.Initial;
            foreach (var slot in Enum.GetValues<Slot>())
            {
                state = state.With(Descriptions.Admission(application, slot));
            }

            await control.WriteStateAsync(state.With(Split.CanaryOf(Slot.Green, 50)).ToJson(), Token);
            Assert.Equal(Split.CanaryOf(Slot.Green, 50), (await control.ReadStateAsync(Token)).Split);
        }
    }

    /// <summary>By the file system that the names are for, and by Caddy, which then finds slot and service by them.</summary>
    [EngineFact]
    public async Task Caddy_accepts_what_is_rendered_for_it()
    {
        await using var stage = await Stage.CreateAsync(RouterKind.Caddy, Token);
        await using var session = new RouterSession(stage.Engine.Containers, stage.Names.Router, CaddyImage.Proxy.Verbs);
        var control = new CaddyControl(session);

        foreach (var application in Applications(stage, SlotTable.MostRoutes))
        {
            var admission = Descriptions.Admission(application, Slot.Blue);
            await control.AdmitAsync((await control.ReadStateAsync(Token)).With(admission).With(Split.All(Slot.Blue)), admission, Token);
            // No replica is there; a request that finds none was decided all the same, or matched no route.
            Assert.Contains((int)(await stage.GetAsync("/", Token)).Status, new[] { 404, 502, 503 });
        }
    }

    private IEnumerable<Application> Applications(Stage stage, int routes)
    {
        output.WriteLine($"SLIPWAY_SEED={Descriptions.Seed}, {Count} descriptions and the largest");
        var samples = Samples.Accepted(stage.Router, Count);
        Assert.Equal(Count, samples.Count);
        return [.. samples, .. Descriptions.Marked, Descriptions.Largest(routes, RoutingRules.MostReplicas)];
    }
}
