using FsCheck;
using FsCheck.Fluent;
using Slipway.Applications;
using Slipway.Hosts;
using Slipway.Routers.Foundation;
using Slipway.Routers.HAProxy;
using Slipway.Routing;

namespace Slipway.Routers.Tests.HAProxy;

public sealed class HAProxyConfigurationTests
{
    private static readonly HAProxyConfiguration Configuration = new(new ResourceNames("shop"), tls: true, headKilobytes: 64);
    private static readonly ServiceRoute Web = new("web", null, "/", 8080, "/health/ready");

    private static readonly SlotModel Blue = new(
        [
            Web with { Replicas = 2 }, new ServiceRoute("api", null, "/api", 8081, "/api/health"),
            new ServiceRoute("admin", "Admin.shop.example", "/", 8082, "/health") { HealthMilliseconds = 1500 },
        ],
        null,
        [
            new ServerName("web", 1, "shop-web-blue", 8080), new ServerName("web", 2, "shop-web-blue-2", 8080),
            new ServerName("api", 1, "shop-api-blue", 8081), new ServerName("admin", 1, "shop-admin-blue", 8082),
        ]);

    private static readonly RouterModel Shop = new(
        Blue, new SlotModel([Web], new CanaryMark(CanaryMarkSource.Cookie, "tester", "yes"), []), Generation: 3);

    /// <summary>Reviewed by eye. When it changes on purpose, the test says where the new text lies.</summary>
    [Fact]
    public void The_configuration_of_a_shop_is_the_approved_one()
    {
        var approved = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Approved", "haproxy.cfg"));
        var received = Configuration.Render(Shop);
        var file = Path.Combine(AppContext.BaseDirectory, "haproxy.cfg.received");
        File.WriteAllText(file, received);

        Assert.True(
            string.Equals(approved, received, StringComparison.Ordinal),
            $"the configuration changed; compare Approved/haproxy.cfg with {file}");
    }

    [Fact]
    public void The_model_is_read_back_from_the_configuration()
    {
        var read = RouterModel.FromConfiguration(Configuration.Render(Shop));

        Assert.Equal(Shop.Blue.Routes, read.Blue.Routes);
        Assert.Equal(Shop.Blue.Servers, read.Blue.Servers);
        Assert.Equal(Shop.Green.Canary, read.Green.Canary);
        Assert.Empty(read.Green.Servers);
    }

    [Fact]
    public void A_configuration_that_Slipway_did_not_write_is_refused() =>
        Assert.Throws<RouterException>(() => RouterModel.FromConfiguration("global\n    daemon\n"));

    [Fact]
    public void Admitted_containers_do_not_count_as_other_routes()
    {
        var line = $"description {Configuration.Fingerprint(Shop)}\n";

        Assert.Contains(line, Configuration.Render(Shop), StringComparison.Ordinal);
        Assert.Contains(line, Configuration.Render(Shop.WithoutServers()), StringComparison.Ordinal);
        Assert.NotEqual(Configuration.Fingerprint(Shop), Configuration.Fingerprint(Shop.With(Slot.Green, SlotModel.Empty)));
    }

    [Theory]
    [InlineData("web\nbackend evil")]
    [InlineData("web evil")]
    [InlineData("web\"")]
    [InlineData("web'")]
    [InlineData("web#")]
    [InlineData("web\\")]
    [InlineData("web\0")]
    [InlineData("web\r")]
    [InlineData("web;disable")]
    [InlineData("${HOME}")]
    [InlineData("%[src]")]
    [InlineData("Web")]
    [InlineData("-web")]
    [InlineData("wéb")]
    [InlineData("web\u2028evil")]
    [InlineData("")]
    public void A_hostile_value_is_refused_wherever_it_stands(string value)
    {
        Refuses(Web with { Service = value });
        Refuses(Web with { Host = value is "Web" ? "we b" : value });
        Refuses(Web with { PathPrefix = value });
        Refuses(Web with { HealthPath = value });
        var mark = new CanaryMark(CanaryMarkSource.Header, "X-Canary", value is "Web" or "-web" ? "a b" : value);
        Assert.Throws<ConfigurationValueException>(
            () => Configuration.Render(RouterModel.Empty.With(Slot.Green, SlotModel.Empty with { Canary = mark })));
        Assert.Throws<ConfigurationValueException>(
            () => RoutingRules.Require(new ServiceEndpoint("web", 1, value is "Web" ? "we b" : value, "10.0.0.1", 80)));
        Assert.Throws<ConfigurationValueException>(() => RoutingRules.Require(new ServiceEndpoint("web", 1, "shop-web-blue", value, 80)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65_536)]
    [InlineData(-1)]
    public void A_port_out_of_range_is_refused(int port) => Refuses(Web with { Port = port });

    /// <summary>Whatever the values: refused, or a configuration of the same lines as with harmless values.</summary>
    [Fact]
    public void No_value_ever_becomes_a_line()
    {
        var letters = Gen.Elements("ab9-._/:~%?=& \t\n\r\0\"'\\#;{}[]()$,\u0085\u2028é".ToCharArray());
        var word = Gen.OneOf(
            Gen.ListOf(letters).Select(list => new string([.. list])), Gen.Elements("web", "/api", "shop.example", "/health"));
        var routes =
            from service in word
            from host in word
            from prefix in word
            from health in word
            select new ServiceRoute(service, host, prefix, 80, health);
        var harmless = Shape(new ServiceRoute("web", "shop.example", "/api", 80, "/health"));
        var root = Shape(new ServiceRoute("web", "shop.example", "/", 80, "/health"));

        Prop.ForAll(routes.ToArbitrary(), route =>
        {
            try
            {
                var shape = Shape(route);
                return shape.SequenceEqual(harmless, StringComparer.Ordinal) || shape.SequenceEqual(root, StringComparer.Ordinal);
            }
            catch (ConfigurationValueException)
            {
                return true;
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
    }

    /// <summary>The first word of every line: what HAProxy takes for a keyword.</summary>
    private static List<string> Shape(ServiceRoute route) =>
        [.. Configuration.Render(With(route)).Split('\n', '\r', '\u0085', '\u2028').Select(line => line.TrimStart().Split(' ')[0])];

    private static void Refuses(ServiceRoute route) =>
        Assert.Throws<ConfigurationValueException>(() => Configuration.Render(With(route)));

    private static RouterModel With(ServiceRoute route) => RouterModel.Empty.With(Slot.Blue, SlotModel.Empty with { Routes = [route] });
}
