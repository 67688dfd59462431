using System.Net;
using Slipway.Applications;
using Slipway.Containers;
using Slipway.Hosts;
using Slipway.Routers.Hosting;
using Slipway.Routers.Tests.Stages;
using Slipway.Routing;
using Xunit.Abstractions;

namespace Slipway.Routers.Tests.Conformance;

/// <summary>
/// What <see cref="RouterCapabilities.ReplacedWithoutGap"/> means. Only a proxy that says so has a class derived from this.
/// </summary>
public abstract class ReplacementConformance(RouterKind kind, ITestOutputHelper output) : LoadConformance(kind, output)
{
    [EngineFact]
    public async Task Another_image_takes_over_under_load_and_loses_nothing()
    {
        await using var stage = await LiveStageAsync();
        Assert.True(stage.Router.Capabilities.ReplacedWithoutGap);
        await stage.StartAsync(Slot.Green, "two", Token);
        await stage.AdmitAsync(Slot.Green, Token);
        await stage.Router.ShiftAsync(Split.Weighted(Slot.Green, 50), Token);
        var before = await FindAsync(stage);

        await using var next = stage.AnotherVersion("LABEL version=next");
        Assert.Null(await ReplaceAsync(stage, next));

        Assert.NotEqual(before.Image, (await FindAsync(stage)).Image);
        await AloneAsync(stage);
        var state = await next.ObserveAsync(Token);
        Assert.Equal((true, Split.Weighted(Slot.Green, 50), 2), (state.Running, state.Split, state.Up.Count));
        await next.ShiftAsync(Split.All(Slot.Green), Token);
        Assert.Equal("two", (await stage.GetAsync("/", Token)).Body);
    }

    /// <summary>By whatever the proxy needs for it: a reload, or another image.</summary>
    [EngineFact]
    public async Task A_larger_limit_of_heads_comes_into_force_under_load_and_loses_nothing()
    {
        await using var stage = await LiveStageAsync();
        await stage.StartAsync(Slot.Green, TestBackend.Mirroring, Token);
        await stage.AdmitAsync(Slot.Green, Token);
        Assert.NotEqual(HttpStatusCode.OK, await AskWithHeadAsync(stage, bytes: 190_000));

        await using var larger = stage.AnotherAddress(settings => settings with { MaxRequestHeadKilobytes = 200 });
        Assert.Null(await ReplaceAsync(stage, larger));

        await AloneAsync(stage);
        Assert.Equal(Split.All(Slot.Blue), (await larger.ObserveAsync(Token)).Split);
        Assert.Equal(HttpStatusCode.OK, await AskWithHeadAsync(stage, bytes: 190_000));
    }

    /// <summary>Over the preview route of the green slot; null where the proxy hangs up on it.</summary>
    private async Task<HttpStatusCode?> AskWithHeadAsync(Stage stage, int bytes)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/", UriKind.Relative));
        request.Headers.ConnectionClose = true;
        request.Headers.Add(Preview.Header, Slot.Green.Label());
        request.Headers.Add(Preview.TokenHeader, Stage.PreviewToken.Reveal());
        request.Headers.TryAddWithoutValidation("Cookie", $"session={new string('c', bytes)}");
        try
        {
            using var answer = await stage.Client.SendAsync(request, Token);
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    [EngineFact]
    public async Task A_process_killed_anywhere_in_a_replacement_leaves_a_router_that_serves_and_the_next_one_ends_it()
    {
        await using var stage = await LiveStageAsync();
        var survived = false;
        for (var changes = 0; !survived; changes++)
        {
            await using (var doomed = stage.AnotherVersion($"LABEL version={changes}", DyingEngine.After(changes, stage.Engine)))
            {
                survived = await ReplaceAsync(stage, doomed) is not EngineUnreachableException;
            }

            Assert.Equal("one", (await stage.GetAsync("/", Token)).Body);
            await using var next = stage.AnotherVersion($"LABEL version={changes}");
            if (!survived && changes > 0)
            {
                Assert.False((await next.ObserveAsync(Token)).Running, "nobody may decide by what a router says that is not alone");
            }

            Assert.Null(await ReplaceAsync(stage, next));
            Assert.Equal(Split.All(Slot.Blue), (await next.ObserveAsync(Token)).Split);
            await AloneAsync(stage);
        }
    }

    [EngineFact]
    public async Task An_image_that_does_not_work_leaves_the_router_as_it_was()
    {
        await using var stage = await LiveStageAsync();
        var before = await FindAsync(stage);
        var probe = Start(stage);

        await using var broken = stage.AnotherVersion("ENTRYPOINT [\"false\"]");
        var error = await Assert.ThrowsAsync<RouterException>(() => broken.EnsureAsync(Token));

        Assert.Contains("goes on as it was", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, (await StopAsync(probe)).Failed);
        Assert.Equal((before.Id, before.StartedAt), ((await FindAsync(stage)).Id, (await FindAsync(stage)).StartedAt));
        await AloneAsync(stage);
        await stage.Router.ShiftAsync(Split.All(Slot.Blue), Token);
    }

    /// <summary>Nothing is asked of it, and nothing is kept beside its successor: it serves nobody.</summary>
    [EngineFact]
    public async Task A_router_that_does_not_run_gives_way_to_another_image()
    {
        await using var stage = await LiveStageAsync();
        var before = await FindAsync(stage);
        await stage.Engine.Containers.StopAsync(stage.Names.Router, TimeSpan.FromSeconds(5), Token);

        await using var next = stage.AnotherVersion("LABEL another=version");
        await next.EnsureAsync(Token);

        Assert.NotEqual((before.Id, before.Image), ((await FindAsync(stage)).Id, (await FindAsync(stage)).Image));
        await AloneAsync(stage);
        await stage.AwaitAnswerAsync("one", Token);
        Assert.Equal(Split.All(Slot.Blue), (await next.ObserveAsync(Token)).Split);
    }

    [EngineFact]
    public async Task An_image_that_can_not_be_made_leaves_the_router_as_it_is()
    {
        await using var stage = await LiveStageAsync();
        var before = await FindAsync(stage);

        await using var next = stage.AnotherVersion("RUN false");
        await next.EnsureAsync(Token);

        Assert.Equal(before.Id, (await FindAsync(stage)).Id);
        Assert.Equal("one", (await stage.GetAsync("/", Token)).Body);
    }

    [EngineFact]
    public async Task An_edge_that_dies_comes_back_and_the_router_with_it()
    {
        await using var stage = await LiveStageAsync();
        var before = await FindAsync(stage);

        await stage.Engine.Containers.ExecuteAsync(stage.Names.Edge, ["perl", "-e", "kill TERM => 1"], Token);

        while ((await FindAsync(stage)).StartedAt == before.StartedAt)
        {
            await Task.Delay(20, Token);
        }

        await stage.AwaitAnswerAsync("one", Token);
        Assert.Equal(Split.All(Slot.Blue), (await stage.Router.ObserveAsync(Token)).Split);
    }

    [EngineFact]
    public async Task An_edge_that_was_removed_is_made_anew_with_the_next_command()
    {
        await using var stage = await LiveStageAsync();
        await stage.Engine.Containers.RemoveAsync(stage.Names.Edge, Token);

        await stage.Router.EnsureAsync(Token);

        Assert.Equal("one", (await stage.GetAsync("/", Token)).Body);
    }

    /// <summary>As versions of Slipway made it that had no edge.</summary>
    [EngineFact]
    public async Task A_router_that_publishes_its_port_itself_is_put_behind_an_edge()
    {
        await using var stage = await LiveStageAsync();
        var router = await FindAsync(stage);
        await stage.Engine.Containers.RemoveAsync(stage.Names.Router, Token);
        await stage.Engine.Containers.RemoveAsync(stage.Names.Edge, Token);
        await stage.Engine.Containers.CreateAsync(
            new ContainerSpec
            {
                Name = stage.Names.Router,
                Image = router.Image,
                Entrypoint = ["sleep", "3600"],
                Labels = new Dictionary<string, string>(router.Labels,
                    StringComparer.Ordinal) { [Publication.Label] = stage.Address.Authority },
                Network = stage.Names.Network,
                Ports = [new PublishedPort(stage.Address.Port, IRouter.InnerPort, stage.Address.Host)],
            },
            Token);
        await stage.Engine.Containers.StartAsync(stage.Names.Router, Token);

        await stage.Router.EnsureAsync(Token);

        Assert.Equal("one", (await stage.GetAsync("/", Token)).Body);
        Assert.Equal(Split.All(Slot.Blue), (await stage.Router.ObserveAsync(Token)).Split);
    }

    /// <summary>
    /// What came of it, under a load that is there when the new router takes over and ends soon after: a kept connection that its client
    /// never uses again is waited for, for two minutes.
    /// </summary>
    private async Task<Exception?> ReplaceAsync(Stage stage, IRouter next)
    {
        var probe = Start(stage);
        await Task.Delay(500, Token);
        var replacing = Record.ExceptionAsync(() => next.EnsureAsync(Token));
        while (!replacing.IsCompleted && await stage.Engine.Containers.FindAsync(stage.Names.RetiringRouter, Token) is null)
        {
            await Task.Delay(20, Token);
        }

        await Task.WhenAny(replacing, Task.Delay(3000, Token));
        Assert.Equal(0, (await StopAsync(probe)).Failed);
        return await replacing;
    }

    private async Task<ContainerState> FindAsync(Stage stage) =>
        await stage.Engine.Containers.FindAsync(stage.Names.Router, Token)
            ?? throw new InvalidOperationException("the router has no container");

    /// <summary>No second one accepts from the same sockets.</summary>
    private async Task AloneAsync(Stage stage) => Assert.Equal(
        [stage.Names.Router],
        (await stage.Engine.Containers.ListAsync(stage.Names.With((ResourceNames.RoleLabel, "router")), Token))
            .Select(container => container.Name));
}
