using System.Net;
using Slipway.Applications;
using Slipway.Routers.Tests.Stages;
using Slipway.Routing;

namespace Slipway.Routers.Tests.Conformance;

/// <summary>Several services behind one address.</summary>
public abstract class RoutingConformance(RouterKind kind) : RouterConformance(kind)
{
    [EngineFact]
    public async Task The_longest_prefix_and_the_host_choose_the_service_and_one_shift_moves_all()
    {
        await using var stage = await NewStageAsync();
        var table = new RoutingTable(
        [
            new ServiceRoute("web", null, "/", TestBackend.Port, TestBackend.HealthPath),
            new ServiceRoute("api", null, "/api", TestBackend.Port, TestBackend.HealthPath),
            new ServiceRoute("admin", "admin.example", "/", TestBackend.Port, TestBackend.HealthPath),
        ]);
        string[] services = ["web", "api", "admin"];
        foreach (var slot in Enum.GetValues<Slot>())
        {
            foreach (var service in services)
            {
                await stage.StartAsync(slot, $"{service}-{slot.Label()}", Token, service);
            }

            var endpoints = await Task.WhenAll(services.Select(service => stage.EndpointAsync(slot, Token, service)));
            await Assert.ThrowsAsync<RouterException>(() => stage.Router.AdmitAsync(slot, table, endpoints[..2], Stage.Patience, Token));
            await stage.Router.AdmitAsync(slot, table, endpoints, Stage.Patience, Token);
            await stage.Router.ShiftAsync(Split.All(slot), Token);

            Assert.Equal($"web-{slot.Label()}", (await stage.GetAsync("/", Token)).Body);
            Assert.Equal($"web-{slot.Label()}", (await stage.GetAsync("/apis", Token)).Body);
            Assert.Equal($"api-{slot.Label()}", (await stage.GetAsync("/api", Token)).Body);
            Assert.Equal($"api-{slot.Label()}", (await stage.GetAsync("/api/orders?x=1", Token)).Body);
            Assert.Equal($"admin-{slot.Label()}", await AskHostAsync(stage, "admin.example"));
            Assert.Equal($"admin-{slot.Label()}", await AskHostAsync(stage, "ADMIN.example:8443"));
            Assert.Equal($"web-{slot.Label()}", await AskHostAsync(stage, "other.example"));
        }
    }

    [EngineFact]
    public async Task A_request_without_a_route_gets_404()
    {
        await using var stage = await LiveStageAsync();
        await stage.AdmitAsync(Slot.Blue,
            new RoutingTable([new ServiceRoute("web", null, "/shop", TestBackend.Port, TestBackend.HealthPath)]), Token, 1);

        Assert.Equal(HttpStatusCode.NotFound, (await stage.GetAsync("/", Token)).Status);
        Assert.Equal("one", (await stage.GetAsync("/shop", Token)).Body);
    }

    [EngineFact]
    public async Task A_slot_brings_its_own_routes_which_change_with_the_switch()
    {
        await using var stage = await LiveStageAsync();
        await stage.StartAsync(Slot.Green, "two", Token);
        await stage.StartAsync(Slot.Green, "two-api", Token, "api");
        var table = new RoutingTable(
            [.. Stage.Routes.Routes, new ServiceRoute("api", null, "/api", TestBackend.Port, TestBackend.HealthPath)])
        {
            PreviewToken = Stage.PreviewToken,
        };
        await stage.Router.AdmitAsync(Slot.Green, table,
            [await stage.EndpointAsync(Slot.Green, Token), await stage.EndpointAsync(Slot.Green, Token, "api")], Stage.Patience, Token);

        Assert.Equal("one", (await stage.GetAsync("/api", Token)).Body);
        Assert.Equal("two-api", (await stage.GetAsync("/api", Token, preview: "green")).Body);
        await stage.Router.ShiftAsync(Split.All(Slot.Green), Token);
        Assert.Equal("two-api", (await stage.GetAsync("/api", Token)).Body);
        Assert.Equal("two", (await stage.GetAsync("/", Token)).Body);
        await stage.Router.ShiftAsync(Split.All(Slot.Blue), Token);
        Assert.Equal("one", (await stage.GetAsync("/api", Token)).Body);
    }

    private async Task<string> AskHostAsync(Stage stage, string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/", UriKind.Relative)) { Headers = { Host = host } };
        using var answer = await stage.Client.SendAsync(request, Token);
        return await answer.Content.ReadAsStringAsync(Token);
    }
}
