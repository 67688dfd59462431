using System.Net;
using Slipway.Releases;
using Slipway.Routers.Tests.Stages;
using Slipway.Routing;

namespace Slipway.Routers.Tests.Conformance;

/// <summary>Several services behind one address.</summary>
public abstract class RoutingConformance : RouterConformance
{
    [Fact]
    public async Task The_longest_prefix_and_the_host_choose_the_service_and_one_shift_moves_all()
    {
        await using var stage = await NewStageAsync();
        await stage.Router.EnsureAsync(
            new RoutingTable(
            [
                new ServiceRoute("web", null, "/", TestBackend.Port, TestBackend.HealthPath),
                new ServiceRoute("api", null, "/api", TestBackend.Port, TestBackend.HealthPath),
                new ServiceRoute("admin", "admin.example", "/", TestBackend.Port, TestBackend.HealthPath),
            ]),
            Token);
        string[] services = ["web", "api", "admin"];
        foreach (var slot in Enum.GetValues<Slot>())
        {
            foreach (var service in services)
            {
                await stage.StartAsync(slot, $"{service}-{slot.Label()}", Token, service);
            }

            var endpoints = await Task.WhenAll(services.Select(service => stage.EndpointAsync(slot, Token, service)));
            await Assert.ThrowsAsync<RouterException>(() => stage.Router.AdmitAsync(slot, endpoints[..2], Stage.Patience, Token));
            await stage.Router.AdmitAsync(slot, endpoints, Stage.Patience, Token);
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

    [Fact]
    public async Task A_request_without_a_route_gets_404()
    {
        await using var stage = await LiveStageAsync();
        await stage.Router.EnsureAsync(new RoutingTable([new ServiceRoute("web", null, "/shop", TestBackend.Port, TestBackend.HealthPath)]), Token);

        Assert.Equal(HttpStatusCode.NotFound, (await stage.GetAsync("/", Token)).Status);
        Assert.Equal("one", (await stage.GetAsync("/shop", Token)).Body);
    }

    private async Task<string> AskHostAsync(Stage stage, string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/", UriKind.Relative)) { Headers = { Host = host } };
        using var answer = await stage.Client.SendAsync(request, Token);
        return await answer.Content.ReadAsStringAsync(Token);
    }
}
