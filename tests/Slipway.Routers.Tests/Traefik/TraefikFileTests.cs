using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Slipway.Applications;
using Slipway.Hosts;
using Slipway.Routers.Foundation;
using Slipway.Routers.Traefik;
using Slipway.Routing;
using Slipway.Testing.Files;

namespace Slipway.Routers.Tests.Traefik;

/// <summary>What Traefik is told, checked against the facts of its schema: Traefik itself is not to be had here.</summary>
public sealed class TraefikFileTests
{
    private static readonly ServiceRoute Web = new("web", null, "/", 8080, "/health", Replicas: 2);
    private static readonly ServiceRoute Api = new("api", "Shop.example", "/api/", 8081, "/api/health") { HealthMilliseconds = 1500 };
    private static readonly CanaryMark Mark = new(CanaryMarkSource.Cookie, "tester", "v1.2");

    [Fact]
    public void The_file_is_the_approved_one() =>
        Approved.MatchFile(TraefikConfiguration.Render(Admitted().With(Split.CanaryOf(Slot.Green, 25)), tls: true), "traefik.yml");

    [Fact]
    public void Every_split_of_many_tables_is_what_the_schema_allows()
    {
        var routes = Gen.SubListOf(
            Web,
            Api,
            new ServiceRoute("docs", null, "/docs", 80, "/"),
            new ServiceRoute("admin", "admin.example", "/", 80, "/"),
            new ServiceRoute("web", null, "/api/v2", 8080, "/health", Replicas: 2))
            .Where(list => list.Count > 0).Select(list => (IReadOnlyList<ServiceRoute>)[.. list]);
        var marks = Gen.Elements<CanaryMark?>(null, Mark, new CanaryMark(CanaryMarkSource.Header, "X-Tester", "yes"));
        var splits = Gen.OneOf(
            Gen.Choose(0, 100).Select(percent => Split.Weighted(Slot.Green, percent)),
            Gen.Choose(0, 100).Select(percent => Split.CanaryOf(Slot.Blue, percent)),
            Gen.Constant(Split.None));
        var states =
            from blue in routes
            from green in routes
            from mark in marks
            from split in splits
            from maintenance in Gen.Elements(true, false)
            let admitted = Admit(Admit(DurableState.Initial, Slot.Blue, blue, mark), Slot.Green, green, mark)
            select admitted.WithMaintenance(maintenance).With(split);

        Prop.ForAll(states.ToArbitrary(), state =>
        {
            var problems = DynamicFileSchema.Problems(Parse(TraefikConfiguration.Render(state, tls: state.Maintenance)));
            return problems.Count == 0 ? true : throw new InvalidOperationException(string.Join('\n', problems));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    /// <summary>Whatever the values: refused, or a file of the same shape that says them as values.</summary>
    [Fact]
    public void No_value_ever_becomes_more_than_a_value()
    {
        var letters = Gen.Elements("ab9-._/:~%?=&@`() \t\n\r\0\"'\\#;{}[]$|\u0085\u2028é".ToCharArray());
        var word = Gen.OneOf(
            Gen.ListOf(letters).Select(list => new string([.. list])), Gen.Elements("web", "/api", "shop.example", "/health", "yes"));
        var inputs = word.SelectMany(
            service => word.SelectMany(host => word.SelectMany(prefix => word.Select(value => (service, host, prefix, value)))));

        Prop.ForAll(inputs.ToArbitrary(), given =>
        {
            try
            {
                var route = new ServiceRoute(given.service, given.host, given.prefix, 80, "/");
                var mark = new CanaryMark(CanaryMarkSource.Cookie, "tester", given.value);
                var endpoint = new ServiceEndpoint(given.service, 1, "shop-web-green", "10.0.0.1", 80);
                var admission = new SlotAdmission(Slot.Green, new RoutingTable([route]) { Canary = mark }, [endpoint]);
                var state = DurableState.Initial.With(admission).With(Split.CanaryOf(Slot.Green, 0));
                return DynamicFileSchema.Problems(Parse(TraefikConfiguration.Render(state, tls: false))).Count == 0;
            }
            catch (SlipwayException)
            {
                return true;
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
    }

    [Fact]
    public void A_back_quote_never_passes() =>
        Assert.Throws<ConfigurationValueException>(() => TraefikRules.Of("shop.example", "/`) || PathPrefix(`/"));

    [Fact]
    public void A_prefix_ends_at_a_slash() =>
        Assert.Equal("Host(`shop.example`) && (Path(`/api`) || PathPrefix(`/api/`))", TraefikRules.Of("Shop.example", "/api/"));

    [Fact]
    public void The_schema_sees_what_is_wrong()
    {
        var file = TraefikConfiguration.Render(Admitted().With(Split.All(Slot.Blue)), tls: false);

        Assert.Empty(DynamicFileSchema.Problems(Parse(file)));
        Assert.NotEmpty(
            DynamicFileSchema.Problems(Parse(file.Replace("\"passHostHeader\"", "\"passHostHeaders\"", StringComparison.Ordinal))));
        Assert.NotEmpty(DynamicFileSchema.Problems(Parse(file.Replace("\"page-route\":", "\"page-rout\":", StringComparison.Ordinal))));
        Assert.NotEmpty(DynamicFileSchema.Problems(Parse(file.Replace("\"1s\"", "\"often\"", StringComparison.Ordinal))));
    }

    [Fact]
    public void What_the_file_was_made_from_is_read_back()
    {
        var state = Admitted().With(Split.CanaryOf(Slot.Green, 25)) with { Maintenance = true };

        var read = TraefikConfiguration.Parse(TraefikConfiguration.Render(state, tls: true));

        Assert.Equal(TraefikConfiguration.Mark(state), TraefikConfiguration.Mark(read));
        Assert.Equal(state.Split, read.Split);
        Assert.NotEqual(TraefikConfiguration.Mark(state), TraefikConfiguration.Mark(state.With(Split.All(Slot.Blue))));
        Assert.Throws<RouterException>(() => TraefikConfiguration.Parse("http: {}\n"));
    }

    /// <summary>A part of the traffic that a slot has no route for goes where that slot's other routes send it.</summary>
    [Fact]
    public void A_route_of_one_slot_alone_takes_its_slots_share_alone()
    {
        var state = Admit(Admit(DurableState.Initial, Slot.Blue, [Web], null), Slot.Green, [Web, Api], null)
            .With(Split.Weighted(Slot.Green, 10));

        var services = Parse(TraefikConfiguration.Render(state, tls: false)).GetProperty("http").GetProperty("services");

        Assert.Equal(["web-blue 90", "api-green 10"], Weights(services.GetProperty("live-route-00")));
        Assert.Equal(["web-blue 90", "web-green 10"], Weights(services.GetProperty("live-route-01")));
    }

    private static IEnumerable<string> Weights(JsonElement service) =>
        service.GetProperty("weighted").GetProperty("services").EnumerateArray()
            .Select(part => $"{part.GetProperty("name").GetString()} {part.GetProperty("weight").GetInt32()}");

    private static DurableState Admitted() => Admit(Admit(DurableState.Initial, Slot.Blue, [Web], null), Slot.Green, [Web, Api], Mark);

    private static DurableState Admit(DurableState state, Slot slot, IReadOnlyList<ServiceRoute> routes, CanaryMark? mark) =>
        state.With(new SlotAdmission(
        slot,
        new RoutingTable(routes) { Canary = mark, PreviewToken = new Secret(new string(slot == Slot.Blue ? 'b' : 'e', 32)) },
        [
            .. routes.DistinctBy(route => route.Service, StringComparer.Ordinal)
                .SelectMany(route => Enumerable.Range(1, route.Replicas).Select(replica =>
                new ServiceEndpoint(
                    route.Service,
                    replica,
                    new ResourceNames("shop").Slot(route.Service, slot, replica),
                    $"10.0.0.{replica}",
                    route.Port))),
        ]));

    private static JsonElement Parse(string file)
    {
        using var document = JsonDocument.Parse(file[(file.IndexOf('\n', StringComparison.Ordinal) + 1)..]);
        return document.RootElement.Clone();
    }
}
