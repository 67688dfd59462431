using System.Net;
using Slipway.Applications;
using Slipway.Routers.Tests.Stages;
using Slipway.Routing;

namespace Slipway.Routers.Tests.Conformance;

/// <summary>Admission, split, preview, withdrawal: who answers, at rest.</summary>
public abstract class SwitchingConformance(RouterKind kind) : RouterConformance(kind)
{
    [EngineFact]
    public async Task Without_a_release_every_request_gets_503_and_an_explanation()
    {
        await using var stage = await NewStageAsync();

        var (status, body) = await stage.GetAsync("/", Token);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("No release yet", body, StringComparison.Ordinal);
        var state = await stage.Router.ObserveAsync(Token);
        Assert.True(state.Running);
        Assert.Equal(Split.None, state.Split);
        Assert.Empty(state.Up);
    }

    [EngineFact]
    public async Task A_router_that_was_never_set_up_is_reported_not_thrown()
    {
        await using var stage = await NewStageAsync();
        await stage.Router.RemoveAsync(Token);

        Assert.Equal(RouterState.NotRunning, await stage.Router.ObserveAsync(Token));
    }

    [EngineFact]
    public async Task An_admitted_slot_is_up_without_traffic_and_reached_by_the_preview_header_alone()
    {
        await using var stage = await LiveStageAsync();
        await stage.StartAsync(Slot.Green, "two", Token);
        Assert.Equal("one", (await stage.GetAsync("/", Token, preview: "green")).Body);

        await stage.AdmitAsync(Slot.Green, Token);

        Assert.Equal(new HashSet<Slot> { Slot.Blue, Slot.Green }, (await stage.Router.ObserveAsync(Token)).Up);
        Assert.Equal("one", (await stage.GetAsync("/", Token)).Body);
        Assert.Equal("two", (await stage.GetAsync("/", Token, preview: "green")).Body);
        Assert.Equal("one", (await stage.GetAsync("/", Token, preview: "blue")).Body);
        Assert.Equal("one", (await stage.GetAsync("/", Token, preview: "red")).Body);
    }

    /// <summary>Whoever guesses is shown what is live, and the application never sees what was sent.</summary>
    [EngineFact]
    public async Task A_slot_without_traffic_is_shown_to_nobody_who_does_not_bear_its_token()
    {
        await using var stage = await LiveStageAsync();
        await stage.StartAsync(Slot.Green, "two", Token);
        await stage.AdmitAsync(Slot.Green, Token);
        var token = Stage.PreviewToken.Reveal();
        string?[] guesses =
        [
            null, "", "none", "null", "green", "*", "0", new string('0', 32), token[..31], token + "0", token.ToUpperInvariant() + "\t.",
            $"{token},{token}", "{http.regexp.p.1}", "%[var(txn.preview)]", "../../preview/*", ".*", new string('x', 4000),
        ];
        foreach (var guess in guesses)
        {
            Assert.Equal((guess, "one"), (guess, (await stage.GetAsync("/", "green", guess, Token)).Body));
            Assert.Equal((guess, "[]"), (guess, (await stage.GetAsync("/marks", "green", guess, Token)).Body));
        }

        Assert.Equal("two", (await stage.GetAsync("/", "green", token, Token)).Body);
        Assert.Equal("[]", (await stage.GetAsync("/marks", "green", token, Token)).Body);
        Assert.Equal("one", (await stage.GetAsync("/", preview: null, token, Token)).Body);
    }

    /// <summary>Also by the next release of the same routes, and by a router that was restarted since.</summary>
    [EngineFact]
    public async Task A_token_opens_nothing_once_another_one_was_told()
    {
        await using var stage = await LiveStageAsync();
        await stage.StartAsync(Slot.Green, "two", Token);
        await stage.AdmitAsync(Slot.Green, Token);
        var (old, next) = (Stage.PreviewToken.Reveal(), Preview.NewToken());

        await stage.AdmitAsync(Slot.Green, Stage.Routes with { PreviewToken = next }, Token, 1);
        Assert.Equal("one", (await stage.GetAsync("/", "green", old, Token)).Body);
        Assert.Equal("two", (await stage.GetAsync("/", "green", next.Reveal(), Token)).Body);

        await stage.Engine.Containers.StopAsync(stage.Names.Router, TimeSpan.FromSeconds(10), Token);
        await stage.Engine.Containers.StartAsync(stage.Names.Router, Token);
        await stage.AwaitAnswerAsync("one", Token);
        Assert.Equal("one", (await stage.GetAsync("/", "green", old, Token)).Body);
        Assert.Equal("two", (await stage.GetAsync("/", "green", next.Reveal(), Token)).Body);

        await stage.AdmitAsync(Slot.Green, Stage.Routes with { PreviewToken = null }, Token, 1);
        Assert.Equal("one", (await stage.GetAsync("/", "green", next.Reveal(), Token)).Body);
        Assert.Equal("one", (await stage.GetAsync("/", "green", "none", Token)).Body);
    }

    [EngineFact]
    public async Task Every_request_after_a_shift_follows_the_new_split()
    {
        await using var stage = await LiveStageAsync();
        await stage.StartAsync(Slot.Green, "two", Token);
        await stage.AdmitAsync(Slot.Green, Token);

        for (var round = 0; round < 10; round++)
        {
            var (slot, version) = round % 2 == 0 ? (Slot.Green, "two") : (Slot.Blue, "one");
            await stage.Router.ShiftAsync(Split.All(slot), Token);
            for (var request = 0; request < 10; request++)
            {
                Assert.Equal(version, (await stage.GetAsync("/", Token)).Body);
            }
        }
    }

    [EngineFact]
    public async Task Admitting_a_slot_that_does_not_listen_fails_naming_the_service_and_moves_no_traffic()
    {
        await using var stage = await LiveStageAsync();
        var endpoint = await stage.EndpointAsync(Slot.Blue, Token);

        var error = await Assert.ThrowsAsync<RouterException>(() => stage.Router.AdmitAsync(
            Slot.Green, Stage.Routes, [endpoint with { Port = 9 }], TimeSpan.FromMilliseconds(500), Token));

        Assert.Contains("web of the green slot", error.Message, StringComparison.Ordinal);
        Assert.Equal(new HashSet<Slot> { Slot.Blue }, (await stage.Router.ObserveAsync(Token)).Up);
        Assert.Equal("one", (await stage.GetAsync("/", Token, preview: "green")).Body);
    }

    [EngineFact]
    public async Task Traffic_is_not_shifted_to_a_slot_that_was_not_admitted()
    {
        await using var stage = await LiveStageAsync();

        await Assert.ThrowsAsync<RouterException>(() => stage.Router.ShiftAsync(Split.All(Slot.Green), Token));

        Assert.Equal("one", (await stage.GetAsync("/", Token)).Body);
    }

    [EngineFact]
    public async Task A_slot_with_traffic_is_not_withdrawn()
    {
        await using var stage = await LiveStageAsync();

        await Assert.ThrowsAsync<RouterException>(() => stage.Router.WithdrawAsync(Slot.Blue, Token));

        Assert.Equal("one", (await stage.GetAsync("/", Token)).Body);
    }

    [EngineFact]
    public async Task A_withdrawn_slot_is_forgotten_and_can_be_admitted_again()
    {
        await using var stage = await LiveStageAsync();
        await stage.StartAsync(Slot.Green, "two", Token);
        await stage.AdmitAsync(Slot.Green, Token);
        await stage.Router.WithdrawAsync(Slot.Green, Token);
        Assert.Equal("one", (await stage.GetAsync("/", Token, preview: "green")).Body);
        await stage.RetireAsync(Slot.Green, Token);

        await stage.StartAsync(Slot.Green, "three", Token);
        await stage.AdmitAsync(Slot.Green, Token);

        Assert.Equal("three", (await stage.GetAsync("/", Token, preview: "green")).Body);
        await stage.Router.WithdrawAsync(Slot.Green, Token);
        await stage.Router.WithdrawAsync(Slot.Green, Token);
    }

    [EngineFact]
    public async Task A_tenth_of_the_traffic_is_about_a_tenth_of_the_requests()
    {
        await using var stage = await LiveStageAsync();
        Assert.True(stage.Router.Capabilities.Weights);
        await stage.StartAsync(Slot.Green, "two", Token);
        await stage.AdmitAsync(Slot.Green, Token);
        await stage.Router.ShiftAsync(Split.Weighted(Slot.Green, 10), Token);
        Assert.Equal(Split.Weighted(Slot.Green, 10), (await stage.Router.ObserveAsync(Token)).Split);

        const int Requests = 2500;
        var green = 0;
        for (var request = 0; request < Requests; request++)
        {
            green += string.Equals(await stage.Client.GetStringAsync(new Uri("/", UriKind.Relative), Token), "two",
                StringComparison.Ordinal) ? 1 : 0;
        }

        // Binomial: mean 250, deviation 15. Six deviations are missed once in 500 million runs.
        Assert.InRange(green, 160, 340);
    }

    [EngineFact]
    public async Task Maintenance_answers_everything_with_503_and_a_time_to_come_back()
    {
        await using var stage = await LiveStageAsync();

        await stage.Router.SetMaintenanceAsync(on: true, Token);

        Assert.True((await stage.Router.ObserveAsync(Token)).Maintenance);
        using (var answer = await stage.Client.GetAsync(new Uri("/", UriKind.Relative), Token))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.NotNull(answer.Headers.RetryAfter);
        }

        await stage.Router.SetMaintenanceAsync(on: false, Token);
        Assert.False((await stage.Router.ObserveAsync(Token)).Maintenance);
        Assert.Equal("one", (await stage.GetAsync("/", Token)).Body);
    }

    [EngineFact]
    public async Task Services_are_told_who_asked_and_how()
    {
        await using var stage = await LiveStageAsync();

        var fields = (await stage.GetAsync("/headers", Token)).Body.Split(',');

        Assert.True(IPAddress.TryParse(fields[0], out _), fields[0]);
        Assert.Equal("http", fields[1]);
        Assert.Equal(stage.Address.Authority, fields[2]);
    }
}
