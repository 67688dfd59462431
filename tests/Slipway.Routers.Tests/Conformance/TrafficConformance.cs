using System.Diagnostics;
using Slipway.Applications;
using Slipway.Routers.Tests.Stages;
using Slipway.Routing;
using Slipway.Verification;
using Xunit.Abstractions;

namespace Slipway.Routers.Tests.Conformance;

/// <summary>No request is lost by what a release does.</summary>
public abstract class TrafficConformance(RouterKind kind, ITestOutputHelper output) : LoadConformance(kind, output)
{
    [EngineFact]
    public async Task Twenty_switches_under_load_lose_nothing()
    {
        await using var stage = await LiveStageAsync();
        await stage.StartAsync(Slot.Green, "two", Token);
        await stage.AdmitAsync(Slot.Green, Token);
        var probe = Start(stage);
        var shifts = new List<TimeSpan>();

        for (var turn = 0; turn < 20; turn++)
        {
            await Task.Delay(200, Token);
            var start = Stopwatch.GetTimestamp();
            await stage.Router.ShiftAsync(Split.All(turn % 2 == 0 ? Slot.Green : Slot.Blue), Token);
            shifts.Add(Stopwatch.GetElapsedTime(start));
        }

        Output.WriteLine($"a shift took {shifts.Order().ElementAt(10).TotalMilliseconds:0.0} ms (median of 20, durable, under load)");

        var result = await StopAsync(probe);
        Assert.Equal(0, result.Failed);
        Assert.True(result.Sent > 200, result.ToString());
        Assert.True(result.Answers["blue"] > 0 && result.Answers["green"] > 0, result.ToString());
    }

    [EngineFact]
    public async Task Releases_that_drain_before_the_old_slot_dies_lose_nothing()
    {
        await using var stage = await LiveStageAsync();
        var probe = Start(stage);

        for (var release = 2; release <= 5; release++)
        {
            await ReleaseAsync(stage, $"v{release}");
        }

        var result = await StopAsync(probe);
        Assert.Equal(0, result.Failed);
        Assert.Equal("v5", (await stage.GetAsync("/", Token)).Body);
    }

    /// <summary>
    /// The test of the tests above: they do see a loss. What the old slot has under way waits for its end, however long that takes.
    /// </summary>
    [EngineFact]
    public async Task Without_drain_requests_are_lost()
    {
        await using var stage = await LiveStageAsync();
        await stage.StartAsync(Slot.Green, "two", Token);
        await stage.AdmitAsync(Slot.Green, Token);
        var probe = Start(stage);
        await stage.FreezeAsync(Slot.Blue, Token);
        while (await stage.Router.CountInFlightAsync(Slot.Blue, container: null, Token) == 0)
        {
            await Task.Delay(10, Token);
        }

        await stage.Router.ShiftAsync(Split.All(Slot.Green), Token);
        await stage.RetireAsync(Slot.Blue, Token);

        var result = await StopAsync(probe);
        Assert.True(result.Failed > 0, "a slot was killed with requests under way, and no loss was seen");
        Assert.NotEmpty(result.FirstFailures);
    }

    [EngineFact]
    public async Task Requests_under_way_are_counted_exactly_and_drain_to_none()
    {
        await using var stage = await LiveStageAsync();
        Assert.True(stage.Router.Capabilities.CountsInFlight);
        Assert.Equal(0, await stage.Router.CountInFlightAsync(Slot.Blue, container: null, Token));
        var slow = Enumerable.Range(0, 20).Select(_ => stage.GetAsync("/slower", Token)).ToList();
        while (await stage.Router.CountInFlightAsync(Slot.Blue, container: null, Token) < 20)
        {
            Assert.All(slow, request => Assert.False(request.IsCompleted, "the requests ended before 20 of them were counted"));
            await Task.Delay(10, Token);
        }

        Assert.Equal(20, await stage.Router.CountInFlightAsync(Slot.Blue, container: null, Token));
        Assert.Equal(0, await stage.Router.CountInFlightAsync(Slot.Green, container: null, Token));
        Assert.All(await Task.WhenAll(slow), answer => Assert.Equal("one", answer.Body));
        await stage.DrainAsync(Slot.Blue, Token);
    }

    [EngineFact]
    public async Task Statistics_of_a_slot_count_its_requests_and_errors_since_it_was_admitted()
    {
        await using var stage = await LiveStageAsync();
        await stage.AdmitAsync(Slot.Blue, Token);
        for (var request = 0; request < 10; request++)
        {
            await stage.GetAsync("/", Token);
        }

        var good = await stage.Router.ReadStatisticsAsync(Slot.Blue, Token);
        Assert.Equal((10, 0), (good.Requests, good.Errors));
        Assert.NotNull(good.AverageLatency);

        // Nothing that may be asked twice, by the router or by this client.
        using var content = new StringContent("an order");
        var dying = stage.Client.PostAsync(new Uri("slower", UriKind.Relative), content, Token);
        while (await stage.Router.CountInFlightAsync(Slot.Blue, container: null, Token) == 0)
        {
            await Task.Delay(10, Token);
        }

        await stage.RetireAsync(Slot.Blue, Token);
        using (await dying)
        {
        }

        var bad = await stage.Router.ReadStatisticsAsync(Slot.Blue, Token);
        Assert.Equal((11, 1), (bad.Requests, bad.Errors));
        var idle = await stage.Router.ReadStatisticsAsync(Slot.Green, Token);
        Assert.Equal((0, 0, null), (idle.Requests, idle.Errors, idle.AverageLatency));
        Assert.Equal(stage.Router.Capabilities.TellsOwnAnswers ? (1, 0) : (null, null), (bad.Lost, idle.Lost));
    }

    /// <summary>Else a version that nobody visits would be judged by what verifies it and by what watches the switch.</summary>
    [EngineFact]
    public async Task Own_requests_and_those_over_the_preview_route_are_no_traffic_of_a_slot()
    {
        await using var stage = await LiveStageAsync();
        await stage.AdmitAsync(Slot.Blue, Token);
        for (var request = 0; request < 10; request++)
        {
            Assert.Equal("one", await stage.GetAsOwnAsync("/", Token));
            Assert.Equal("[]", await stage.GetAsOwnAsync("/marks", Token));
            Assert.Equal("one", (await stage.GetAsync("/", Token, preview: "blue")).Body);
        }

        var uncounted = await stage.Router.ReadStatisticsAsync(Slot.Blue, Token);
        Assert.Equal((0, 0, null), (uncounted.Requests, uncounted.Errors, uncounted.AverageLatency));

        for (var request = 0; request < 3; request++)
        {
            await stage.GetAsync("/", Token);
        }

        var dying = stage.GetAsOwnAsync("/slower", Token);
        while (await stage.Router.CountInFlightAsync(Slot.Blue, container: null, Token) == 0)
        {
            await Task.Delay(10, Token);
        }

        await stage.RetireAsync(Slot.Blue, Token);
        await dying;
        var counted = await stage.Router.ReadStatisticsAsync(Slot.Blue, Token);
        Assert.Equal((3, 0), (counted.Requests, counted.Errors));
    }

    /// <summary>Else a page of the router itself would be taken for an answer, or a 503 of the application for a lost request.</summary>
    [EngineFact]
    public async Task What_the_application_answers_to_own_requests_is_told_from_what_the_router_says_itself()
    {
        await using var stage = await LiveStageAsync();
        if (!stage.Router.Capabilities.TellsOwnAnswers)
        {
            return;
        }

        await stage.AdmitAsync(Slot.Blue, Token);
        Assert.Equal((200, "blue"), await AnsweredAsync(stage, "/"));
        Assert.Equal((503, "blue"), await AnsweredAsync(stage, "/fails"));
        await stage.GetAsync("/fails", Token);
        var failed = await stage.Router.ReadStatisticsAsync(Slot.Blue, Token);
        Assert.Equal((1, 0), (failed.Errors, failed.Lost));

        await stage.RetireAsync(Slot.Blue, Token);
        var (status, slot) = await AnsweredAsync(stage, "/");
        Assert.Equal((true, null), (status is 502 or 503 or 504, slot));
        await stage.GetAsync("/", Token);
        Assert.Equal(1, (await stage.Router.ReadStatisticsAsync(Slot.Blue, Token)).Lost);
        await stage.Router.SetMaintenanceAsync(on: true, Token);
        Assert.Equal((503, null), await AnsweredAsync(stage, "/"));
    }

    private async Task<(int Status, string? Slot)> AnsweredAsync(Stage stage, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Add(OwnRequest.Header, OwnRequest.Value);
        using var answer = await stage.Client.SendAsync(request, Token);
        return ((int)answer.StatusCode,
            answer.Headers.TryGetValues(OwnRequest.AnsweredHeader, out var values) ? string.Join(',', values) : null);
    }

    [EngineFact]
    public async Task A_change_of_routes_under_load_loses_nothing_and_keeps_the_split()
    {
        await using var stage = await LiveStageAsync();
        await stage.StartAsync(Slot.Green, "two", Token);
        await stage.AdmitAsync(Slot.Green, Token);
        await stage.Router.ShiftAsync(Split.All(Slot.Green), Token);
        var probe = Start(stage);

        for (var turn = 1; turn <= 3; turn++)
        {
            await Task.Delay(300, Token);
            await stage.AdmitAsync(
                Slot.Green,
                new RoutingTable(
                    [.. Stage.Routes.Routes, new ServiceRoute("web", null, $"/more-{turn}", TestBackend.Port, TestBackend.HealthPath)]),
                    Token, 1);
        }

        // Kept connections of the old process follow the split too.
        await stage.Router.ShiftAsync(Split.All(Slot.Blue), Token);
        await stage.DrainAsync(Slot.Green, Token);
        await stage.RetireAsync(Slot.Green, Token);
        await Task.Delay(500, Token);

        var result = await StopAsync(probe);
        Assert.Equal(0, result.Failed);
        Assert.Equal(Split.All(Slot.Blue), (await stage.Router.ObserveAsync(Token)).Split);
    }

    /// <summary>
    /// A page that is sent before an upload was read can cost the client its answer, most of all where a reload hands requests over.
    /// </summary>
    [EngineFact]
    public async Task Uploads_are_answered_by_the_maintenance_page_also_while_routes_change()
    {
        await using var stage = await LiveStageAsync();
        await stage.Router.SetMaintenanceAsync(on: true, Token);
        var probe = Start(stage, new ProbeRequest("/upload", BodyBytes: 100_000));

        for (var turn = 1; turn <= 5; turn++)
        {
            await Task.Delay(300, Token);
            await stage.AdmitAsync(
                Slot.Blue,
                new RoutingTable(
                    [.. Stage.Routes.Routes, new ServiceRoute("web", null, $"/more-{turn}", TestBackend.Port, TestBackend.HealthPath)]),
                    Token, 1);
        }

        var result = await StopAsync(probe);
        Assert.True(result.Sent > 100, result.ToString());
        Assert.Equal(result.Sent, result.Failed);
        Assert.All(result.Reasons.Keys, reason => Assert.Contains("503", reason, StringComparison.Ordinal));
    }

    /// <summary>One release after another into the slot that is not live, the old one killed at the end.</summary>
    private async Task ReleaseAsync(Stage stage, string version)
    {
        var old = (await stage.Router.ObserveAsync(Token)).Split.Only ?? throw new InvalidOperationException("no slot is live");
        await stage.StartAsync(old.Other(), version, Token);
        await stage.AdmitAsync(old.Other(), Token);
        await stage.Router.ShiftAsync(Split.All(old.Other()), Token);
        await stage.DrainAsync(old, Token);
        await stage.Router.WithdrawAsync(old, Token);
        await stage.RetireAsync(old, Token);
    }
}
