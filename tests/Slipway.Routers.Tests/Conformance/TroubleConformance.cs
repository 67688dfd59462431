using Slipway.Applications;
using Slipway.Routers.Tests.Stages;
using Slipway.Routing;

namespace Slipway.Routers.Tests.Conformance;

/// <summary>Restarts, other addresses, bad configurations, clients that vanish.</summary>
public abstract class TroubleConformance(RouterKind kind) : RouterConformance(kind)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    [EngineFact]
    public async Task A_router_that_restarts_comes_back_with_the_same_split()
    {
        await using var stage = await LiveStageAsync();
        await stage.StartAsync(Slot.Green, "two", Token);
        await stage.AdmitAsync(Slot.Green, Token);
        await stage.Router.ShiftAsync(Split.All(Slot.Green), Token);

        await stage.Engine.Containers.StopAsync(stage.Names.Router, Grace, Token);
        Assert.False((await stage.Router.ObserveAsync(Token)).Running);
        await stage.Engine.Containers.StartAsync(stage.Names.Router, Token);

        await stage.AwaitAnswerAsync("two", Token);
        Assert.Equal(Split.All(Slot.Green), (await stage.Router.ObserveAsync(Token)).Split);
        await stage.Router.ShiftAsync(Split.All(Slot.Blue), Token);
        Assert.Equal("one", (await stage.GetAsync("/", Token)).Body);
    }

    [EngineFact]
    public async Task A_router_whose_container_is_made_anew_keeps_split_and_addresses()
    {
        await using var stage = await LiveStageAsync();
        await stage.Router.SetMaintenanceAsync(on: true, Token);
        await stage.Router.SetMaintenanceAsync(on: false, Token);

        await stage.Engine.Containers.RemoveAsync(stage.Names.Router, Token);
        await stage.Router.EnsureAsync(Token);

        await stage.AwaitAnswerAsync("one", Token);
        Assert.Equal(Split.All(Slot.Blue), (await stage.Router.ObserveAsync(Token)).Split);
    }

    [EngineFact]
    public async Task A_service_that_comes_back_at_another_address_is_found_again()
    {
        await using var stage = await LiveStageAsync();
        var before = await stage.EndpointAsync(Slot.Blue, Token);
        await stage.Engine.Containers.StopAsync(stage.Names.Slot("web", Slot.Blue), Grace, Token);
        // Takes the address that has become free.
        await stage.StartAsync(Slot.Green, "stranger", Token);
        await stage.StartAsync(Slot.Blue, "one", Token);
        Assert.NotEqual(before.Address, (await stage.EndpointAsync(Slot.Blue, Token)).Address);

        await stage.AwaitAnswerAsync("one", Token);
    }

    /// <summary>As after an engine that brought back the router alone: the router has looked for the service's name in vain.</summary>
    [EngineFact]
    public async Task A_service_that_starts_after_the_router_is_admitted_at_once()
    {
        await using var stage = await LiveStageAsync();
        var service = stage.Names.Slot("web", Slot.Blue);
        await stage.Engine.Containers.StopAsync(service, Grace, Token);
        await stage.Engine.Containers.StopAsync(stage.Names.Router, Grace, Token);
        await stage.Router.EnsureAsync(Token);

        await stage.Engine.Containers.StartAsync(service, Token);
        await stage.AdmitAsync(Slot.Blue, Token);
        Assert.Equal("one", (await stage.GetAsync("/", Token)).Body);
    }

    [EngineFact]
    public async Task All_containers_restarted_at_other_addresses_are_found_again()
    {
        await using var stage = await LiveStageAsync();
        var before = await stage.EndpointAsync(Slot.Blue, Token);
        await stage.Engine.Containers.StopAsync(stage.Names.Router, Grace, Token);
        await stage.Engine.Containers.StopAsync(stage.Names.Slot("web", Slot.Blue), Grace, Token);
        await stage.StartAsync(Slot.Green, "stranger", Token);
        await stage.Engine.Containers.StartAsync(stage.Names.Router, Token);
        await stage.StartAsync(Slot.Blue, "one", Token);
        Assert.NotEqual(before.Address, (await stage.EndpointAsync(Slot.Blue, Token)).Address);

        await stage.AwaitAnswerAsync("one", Token);
    }

    [EngineFact]
    public async Task A_router_that_runs_is_left_alone()
    {
        await using var stage = await LiveStageAsync();
        var before = await stage.Engine.Containers.FindAsync(stage.Names.Router, Token);

        await using var other = stage.AnotherClient();
        await other.EnsureAsync(Token);

        Assert.Equal(before?.StartedAt, (await stage.Engine.Containers.FindAsync(stage.Names.Router, Token))?.StartedAt);
        Assert.Equal("one", (await stage.GetAsync("/", Token)).Body);
    }

    [EngineFact]
    public async Task A_router_of_another_kind_does_not_take_the_place_of_one_that_serves()
    {
        await using var stage = await LiveStageAsync();

        await using var other = stage.AnotherClient(stage.Kind == RouterKind.Traefik ? RouterKind.Caddy : RouterKind.Traefik);
        var error = await Assert.ThrowsAsync<UsageException>(() => other.EnsureAsync(Token));

        Assert.Equal("router.kind", Assert.Single(error.Faults).Path);
        Assert.Equal("one", (await stage.GetAsync("/", Token)).Body);
    }

    [EngineFact]
    public async Task A_route_with_a_hostile_name_is_refused_and_nothing_changes()
    {
        await using var stage = await LiveStageAsync();

        await Assert.ThrowsAnyAsync<SlipwayException>(() => stage.AdmitAsync(
            Slot.Blue, new RoutingTable([.. Stage.Routes.Routes, new ServiceRoute("web\n    http-request deny", null, "/x", 80, "/")]),
            Token, 1));

        Assert.Equal("one", (await stage.GetAsync("/", Token)).Body);
        await stage.Router.ShiftAsync(Split.All(Slot.Blue), Token);
    }

    [EngineFact]
    public async Task A_client_that_vanishes_half_way_leaves_old_or_new_and_the_next_one_goes_on()
    {
        await using var stage = await LiveStageAsync();
        await stage.StartAsync(Slot.Green, "two", Token);
        await stage.AdmitAsync(Slot.Green, Token);

        for (var delay = 0; delay < 12; delay++)
        {
            using (var death = CancellationTokenSource.CreateLinkedTokenSource(Token))
            {
                await using var doomed = stage.AnotherClient();
                var shift = doomed.ShiftAsync(Split.All(delay % 2 == 0 ? Slot.Green : Slot.Blue), death.Token);
                await Task.Delay(delay * 8, Token);
                await death.CancelAsync();
                await shift.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            }

            var state = await stage.Router.ObserveAsync(Token);
            var live = Assert.NotNull(state.Split.Only);
            Assert.Equal(live == Slot.Green ? "two" : "one", (await stage.GetAsync("/", Token)).Body);
        }

        await stage.Router.ShiftAsync(Split.All(Slot.Green), Token);
        Assert.Equal("two", (await stage.GetAsync("/", Token)).Body);
    }
}
