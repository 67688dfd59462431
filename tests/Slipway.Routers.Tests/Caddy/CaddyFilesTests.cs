using FsCheck;
using FsCheck.Fluent;
using Slipway.Applications;
using Slipway.Routers.Caddy;
using Slipway.Routers.Foundation;
using Slipway.Routing;
using Slipway.Testing.Files;

namespace Slipway.Routers.Tests.Caddy;

/// <summary>What Caddy is told: one configuration for ever, and file names.</summary>
public sealed class CaddyFilesTests
{
    private static readonly ServiceRoute Web = new("web", null, "/", 8080, "/health/ready", Replicas: 2);
    private static readonly ServiceRoute Api = new("api", "Admin.shop.example", "/api/v1/", 8081, "/api/health");

    /// <summary>With two positions for routes: the others differ from these in their number alone.</summary>
    [Fact]
    public void The_configuration_is_the_approved_one() =>
        Approved.MatchFile(CaddyConfiguration.Render(positions: 2), "caddy.json");

    [Fact]
    public void A_slot_becomes_the_approved_file_names()
    {
        var table = SlotTable.From(new SlotAdmission(
            Slot.Blue,
            new RoutingTable([Web, Api])
            {
                Canary = new CanaryMark(CanaryMarkSource.Cookie, "tester", "yes"),
                PreviewToken = new Secret("0123456789abcdef0123456789abcdef"),
            },
            [
                new ServiceEndpoint("web", 1, "shop-web-blue", "10.0.0.1", 8080),
                new ServiceEndpoint("web", 2, "shop-web-blue-2", "10.0.0.2", 8080),
                new ServiceEndpoint("api", 1, "shop-api-blue", "10.0.0.3", 8081),
            ]));

        Assert.Equal(
            [
                "routes/01/api@admin.shop.example@,api,v1",
                "routes/02/web@@",
                "canary/cookie@tester@yes",
                "preview/0123456789abcdef0123456789abcdef",
                "replicas/shop-api-blue@8081",
                "services/api/only -> /run/slipway/replicas/blue/shop-api-blue@8081",
                "replicas/shop-web-blue@8080",
                "replicas/shop-web-blue-2@8080",
                "services/web/00 -> /run/slipway/replicas/blue/shop-web-blue@8080",
                "services/web/01 -> /run/slipway/replicas/blue/shop-web-blue-2@8080",
            ],
            table.Lines.Take(10));
        Assert.Equal(256 + 8, table.Lines.Count);
        Assert.Equal("services/web/ff -> /run/slipway/replicas/blue/shop-web-blue-2@8080", table.Lines[^1]);
    }

    /// <summary>An address is no part of it: a container that comes back elsewhere changes no table.</summary>
    [Fact]
    public void A_table_is_named_by_its_content()
    {
        var endpoint = new ServiceEndpoint("web", 1, "shop-web-blue", "10.0.0.1", 8080);

        Assert.Equal(Table(Web, endpoint).Id, Table(Web, endpoint with { Address = "10.0.0.2" }).Id);
        Assert.NotEqual(Table(Web, endpoint).Id, Table(Web, endpoint with { Port = 8081 }).Id);
        Assert.Matches("^[0-9a-f]{16}$", Table(Web, endpoint).Id);
    }

    [Theory]
    [InlineData("/%61pi")]
    [InlineData("/1/2/3/4/5/6/7/8/9")]
    public void A_path_that_caddy_could_not_compare_is_refused(string prefix) =>
        Assert.Equal(
            "services.web.route.pathPrefix",
            Assert.Single(SlotTable.FindFaults(new RoutingTable([Web with { PathPrefix = prefix }]))).Path);

    [Fact]
    public void More_routes_than_caddy_looks_at_are_refused()
    {
        var routes = Enumerable.Range(1, SlotTable.MostRoutes + 1).Select(number => Web with { PathPrefix = $"/p{number}" }).ToList();

        Assert.Contains("64", Assert.Single(SlotTable.FindFaults(new RoutingTable(routes))).Message, StringComparison.Ordinal);
        Assert.Empty(SlotTable.FindFaults(new RoutingTable(routes[1..])));
    }

    [Fact]
    public void A_name_too_long_for_a_file_is_refused()
    {
        var route = Web with { Host = new string('h', 200), PathPrefix = "/" + new string('p', 100) };

        Assert.Equal("services.web.route.pathPrefix", Assert.Single(SlotTable.FindFaults(new RoutingTable([route]))).Path);
        Assert.Throws<ConfigurationValueException>(() => Table(route));
    }

    /// <summary>Whatever the values: refused, or one file in the folder that is meant for it.</summary>
    [Fact]
    public void No_value_ever_leaves_its_file_name()
    {
        var letters = Gen.Elements("ab9-._/:~%?=&@,*[ \t\n\r\0\"'\\#;{}>()$\u0085\u2028é".ToCharArray());
        var word = Gen.OneOf(
            Gen.ListOf(letters).Select(list => new string([.. list])),
            Gen.Elements("web", "/api", "shop.example", "/health", "../..", "/../../x"));
        var routes =
            from service in word
            from host in word
            from prefix in word
            from name in word
            select (Route: new ServiceRoute(service, host, prefix, 80, "/"), Name: name);

        Prop.ForAll(routes.ToArbitrary(), given =>
        {
            try
            {
                var mark = new CanaryMark(CanaryMarkSource.Header, given.Name, given.Name);
                var endpoint = new ServiceEndpoint(given.Route.Service, 1, given.Name, "10.0.0.1", 80);
                var table = new RoutingTable([given.Route]) { Canary = mark };
                var lines = SlotTable.From(new SlotAdmission(Slot.Green, table, [endpoint])).Text.Split('\n');
                return lines is [var route, var canary, var replica, var link, ""]
                    && IsFile(route, "routes/01/") && IsFile(canary, "canary/") && IsFile(replica, "replicas/")
                    && link.Split(" -> ") is [var from, var to] && IsFile(from, $"services/{given.Route.Service}/")
                        && IsFile(to, "/run/slipway/replicas/green/");
            }
            catch (ConfigurationValueException)
            {
                return true;
            }
            catch (RouterException)
            {
                return true;
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

        static bool IsFile(string path, string folder) =>
            path.StartsWith(folder, StringComparison.Ordinal)
            && path[folder.Length..] is { Length: > 0 and <= 255 } name
            && name is not ("." or "..")
                && !name.Any(
                    letter => letter is '/' or ' ' or '*' or '[' or '{' or '\\' || char.IsControl(letter) || !char.IsAscii(letter));
    }

    [Theory]
    [InlineData("no slot", "m0,s,b,g,c")]
    [InlineData("blue", "m0,s0,b,g,c")]
    [InlineData("green", "m0,sg,b,g,c")]
    public void Everything_to_one_slot_leaves_nothing_to_chance(string split, string word) =>
        Assert.Equal(word, CaddyState.Initial.With(SlotExtensions.Parse(split) is { } slot ? Split.All(slot) : Split.None).Word);

    [Theory]
    [InlineData(1, "028f")]
    [InlineData(25, "4000")]
    [InlineData(99, "fd70")]
    public void A_share_is_the_draw_below_which_a_request_is_greens(int percent, string threshold) =>
        Assert.Equal($"m0,s{threshold},b,g,cgreen", CaddyState.Initial.With(Split.CanaryOf(Slot.Green, percent)).Word);

    [Fact]
    public void A_state_is_read_back_as_it_was_written()
    {
        var admitted = new CaddySlot("00ff", [Web], [new ServiceEndpoint("web", 1, "shop-web-blue", "10.0.0.1", 8080)]);
        foreach (var split in new[] { Split.None, Split.All(Slot.Blue), Split.Weighted(Slot.Green, 10), Split.CanaryOf(Slot.Blue, 0) })
        {
            var read = CaddyState.FromJson((CaddyState.Initial.With(split).With(Slot.Blue, admitted) with { Maintenance = true }).ToJson());

            Assert.Equal(split, read.Split);
            Assert.True(read.Maintenance);
            Assert.Null(read.Slot(Slot.Green));
            Assert.Equal("00ff", read.Slot(Slot.Blue)?.Table);
            Assert.Equal(Web, read.Slot(Slot.Blue)?.Admitted.RouteOf(admitted.Endpoints[0]));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{")]
    public void A_state_that_makes_no_sense_is_an_error(string text) => Assert.Throws<RouterException>(() => CaddyState.FromJson(text));

    [Fact]
    public void A_tally_counts_from_the_admission_on()
    {
        var tally = CaddyControl.ParseTally(["blue 20 2 10.5 1", "green 0 0 0 0"], Slot.Blue);

        Assert.Equal(
            new SlotStatistics(5, 1, TimeSpan.FromMilliseconds(10.5)) { Lost = 1 }, tally.Since(new SlotTally(15, 1) { Lost = 0 }));
        Assert.Equal(20, tally.Since(new SlotTally(21, 0)).Requests);
        Assert.Equal(new SlotStatistics(0, 0, null), CaddyControl.ParseTally(["green 0 0 0"], Slot.Green).Since(null));
        Assert.Throws<RouterException>(() => CaddyControl.ParseTally(["refused"], Slot.Blue));
    }

    private static SlotTable Table(ServiceRoute route) =>
        Table(route, new ServiceEndpoint(route.Service, 1, "shop-web-blue", "10.0.0.1", 8080));

    private static SlotTable Table(ServiceRoute route, ServiceEndpoint endpoint) =>
        SlotTable.From(new SlotAdmission(Slot.Blue, new RoutingTable([route]), [endpoint]));
}
