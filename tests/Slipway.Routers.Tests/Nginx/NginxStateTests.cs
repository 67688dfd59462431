using FsCheck;
using FsCheck.Fluent;
using Slipway.Applications;
using Slipway.Routers.Foundation;
using Slipway.Routers.Hosting;
using Slipway.Routers.Nginx;
using Slipway.Routing;

namespace Slipway.Routers.Tests.Nginx;

public sealed class DurableStateTests
{
    private static readonly ServiceRoute Web = new("web", null, "/", 8080, "/health/ready", Replicas: 2);

    private static readonly RoutingTable Routes = new(
        [Web, new ServiceRoute("api", "Shop.example", "/api", 8081, "/api/health?deep=1&fast=0") { HealthMilliseconds = 1500 }])
    {
        Canary = new CanaryMark(CanaryMarkSource.Cookie, "shop_tester", "yes"),
    };

    private static readonly IReadOnlyList<ServiceEndpoint> Endpoints =
    [
        new("web", 1, "shop-web-blue", "172.18.0.4", 8080),
        new("web", 2, "shop-web-blue-2", "172.18.0.5", 8080),
        new("api", 1, "shop-api-blue", "172.18.0.6", 8081),
    ];

    private static readonly DurableState Shop = DurableState.Initial
        .With(new SlotAdmission(Slot.Blue, Routes, Endpoints))
        .With(new SlotAdmission(
            Slot.Green, new RoutingTable([Web with { Replicas = 1 }]), [new ServiceEndpoint("web", 1, "shop-web-green", "fd00::7", 8080)]))
        .With(Split.CanaryOf(Slot.Green, 10));

    /// <summary>Reviewed by eye. When it changes on purpose, the test says where the new text lies.</summary>
    [Fact]
    public void The_state_of_a_shop_is_the_approved_one()
    {
        var approved = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Approved", "nginx-state.json"));
        var file = Path.Combine(AppContext.BaseDirectory, "nginx-state.json.received");
        File.WriteAllText(file, Shop.ToJson() + '\n');

        Assert.True(
            string.Equals(approved, Shop.ToJson() + '\n', StringComparison.Ordinal),
            $"the state changed; compare Approved/nginx-state.json with {file}");
    }

    [Fact]
    public void The_state_is_read_back_as_it_was_written()
    {
        var read = DurableState.FromJson(Shop.ToJson());

        Assert.Equal(Split.CanaryOf(Slot.Green, 10), read.Split);
        Assert.False(read.Maintenance);
        Assert.Equal(Endpoints, read.Slots["blue"].Endpoints);
        Assert.Equal(Routes.Canary, read.Slots["blue"].Mark);
        Assert.Equal(["api", "web"], read.Slots["blue"].Routes.Select(route => route.Service));
    }

    [Fact]
    public void Every_split_is_read_back_as_it_was_written()
    {
        Split[] splits =
        [
            Split.None, Split.All(Slot.Blue), Split.All(Slot.Green),
            Split.Weighted(Slot.Green, 10), Split.CanaryOf(Slot.Blue, 0), Split.CanaryOf(Slot.Green, 25),
        ];
        foreach (var split in splits)
        {
            Assert.Equal(split, DurableState.FromJson(DurableState.Initial.With(split).ToJson()).Split);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"share\":{},\"slots\":{}}")]
    [InlineData("<html>")]
    public void What_Slipway_did_not_write_is_refused(string text) => Assert.Throws<RouterException>(() => DurableState.FromJson(text));

    [Theory]
    [InlineData("web\n\"maintenance\": true")]
    [InlineData("web\" : {")]
    [InlineData("web\\")]
    [InlineData("web\0")]
    [InlineData("web\r")]
    [InlineData("web\tsave /etc/passwd 00")]
    [InlineData("$http_host")]
    [InlineData("]]..os.exit()..[[")]
    [InlineData("Web Service")]
    [InlineData("wéb")]
    [InlineData("web\u2028evil")]
    [InlineData("")]
    public void A_hostile_value_is_refused_wherever_it_stands(string value)
    {
        Refuses(Web with { Service = value });
        Refuses(Web with { Host = value });
        Refuses(Web with { PathPrefix = value });
        Refuses(Web with { HealthPath = value });
        Refuses(endpoint: Endpoints[0] with { Name = value });
        Refuses(endpoint: Endpoints[0] with { Address = value });
        Refuses(mark: new CanaryMark(CanaryMarkSource.Header, value, "yes"));
        Refuses(mark: new CanaryMark(CanaryMarkSource.Cookie, "tester", value));
    }

    /// <summary>Whatever the values: refused, or data that is read back as it was, in one request of the bridge's own letters.</summary>
    [Fact]
    public void No_value_ever_becomes_anything_but_a_value()
    {
        var letters = Gen.Elements("ab9-._/:~%?=& \t\n\r\0\"'\\#;{}[]()$,\u0085\u2028é".ToCharArray());
        var word = Gen.OneOf(
            Gen.ListOf(letters).Select(list => new string([.. list])), Gen.Elements("web", "/api", "shop.example", "10.0.0.1"));
        var words = Gen.ArrayOf(word, 6);

        Prop.ForAll(words.ToArbitrary(), values =>
        {
            var route = new ServiceRoute(values[0], values[1], values[2], 80, values[3]);
            var endpoint = new ServiceEndpoint(values[0], 1, values[4], values[5], 80);
            DurableState state;
            try
            {
                var mark = new CanaryMark(CanaryMarkSource.Header, values[4], values[4]);
                state = DurableState.Initial.With(new SlotAdmission(Slot.Blue, new RoutingTable([route]) { Canary = mark }, [endpoint]));
            }
            catch (ConfigurationValueException)
            {
                return true;
            }

            var read = DurableState.FromJson(state.ToJson()).Slots["blue"];
            return read.Routes.Single() == route && read.Endpoints.Single() == endpoint
                && RouterSession.Save(NginxImage.StatePath, state.ToJson())[("save ".Length + NginxImage.StatePath.Length + 1)..]
                    .All(char.IsAsciiHexDigit);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
    }

    /// <summary>The configuration is the same for everybody: it has no place that a value could stand in.</summary>
    [Fact]
    public void The_configuration_listens_where_every_router_does_and_on_a_unix_socket()
    {
        var listens = EmbeddedText.Read("Nginx/Program/nginx.conf").Split('\n').Select(line => line.Trim())
            .Where(line => line.StartsWith("listen ", StringComparison.Ordinal));

        Assert.Equal(
            [
                $"listen {IRouter.InnerPort} backlog=4096;", $"listen {IRouter.InnerTlsPort} ssl http2 backlog=4096;",
                $"listen {Edge.Port} backlog=4096;", $"listen {Edge.TlsPort} ssl http2 backlog=4096;",
                $"listen unix:{ProxyImage.RuntimeFolder}/control.sock;",
            ],
            listens);
    }

    [Fact]
    public void The_program_holds_every_file_whole()
    {
        // A closing bracket of this level would end a part early.
        Assert.Equal(NginxProgram.Text.Split("assert(loadstring([==[").Length, NginxProgram.Text.Split("]==]").Length);
    }

    private static void Refuses(ServiceRoute? route = null, ServiceEndpoint? endpoint = null, CanaryMark? mark = null) =>
        Assert.Throws<ConfigurationValueException>(() => DurableState.Initial.With(
            new SlotAdmission(Slot.Blue, new RoutingTable([route ?? Web]) { Canary = mark }, [endpoint ?? Endpoints[0]])));
}
