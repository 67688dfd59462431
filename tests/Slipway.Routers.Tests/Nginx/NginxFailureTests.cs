using System.Net;
using System.Net.Sockets;
using System.Text;
using Slipway.Applications;
using Slipway.Routers.Tests.Stages;
using Slipway.Routing;

namespace Slipway.Routers.Tests.Nginx;

/// <summary>What goes wrong around nginx, and what Slipway's own program in it has to do about it.</summary>
public sealed class NginxFailureTests : IDisposable
{
    private static readonly RoutingTable Two = new(
        [new ServiceRoute("web", null, "/", TestBackend.Port, TestBackend.HealthPath, Replicas: 2)]);
    private readonly CancellationTokenSource limit = new(TimeSpan.FromMinutes(5));

    private CancellationToken Token => limit.Token;

    public void Dispose() => limit.Dispose();

    [EngineFact]
    public async Task A_replica_that_can_not_be_reached_costs_no_request()
    {
        await using var stage = await TwoReplicasAsync();
        await stage.Engine.Containers.StopAsync(stage.Names.Slot("web", Slot.Blue, 2), TimeSpan.FromSeconds(5), Token);

        for (var request = 0; request < 20; request++)
        {
            Assert.Equal("one", (await stage.GetAsync("/", Token)).Body);
        }

        while ((await stage.Router.ObserveAsync(Token)).Up.Contains(Slot.Blue))
        {
            await Task.Delay(50, Token);
        }
    }

    [EngineFact]
    public async Task A_request_that_was_sent_is_not_sent_to_another_replica()
    {
        await using var stage = await TwoReplicasAsync();
        var requests = Enumerable.Range(0, 6).Select(_ => stage.GetAsync("/slower", Token)).ToList();
        while (await stage.Router.CountInFlightAsync(Slot.Blue, container: null, Token) < 6)
        {
            Assert.All(requests, request => Assert.False(request.IsCompleted, "the requests ended before they were counted"));
            await Task.Delay(10, Token);
        }

        var lost = (int)(await stage.Router.CountInFlightAsync(Slot.Blue, stage.Names.Slot("web", Slot.Blue, 2), Token))!;
        Assert.InRange(lost, 1, 5);
        await stage.RetireAsync(Slot.Blue, Token, replica: 2);

        var answers = await Task.WhenAll(requests);
        Assert.Equal(lost, answers.Count(answer => answer.Status == HttpStatusCode.BadGateway));
    }

    [EngineFact]
    public async Task An_answer_that_the_service_breaks_off_is_an_error_and_one_that_the_client_leaves_is_none()
    {
        await using var stage = await Stage.CreateLiveAsync(RouterKind.Nginx, Token);
        var events = new Uri("/events", UriKind.Relative);
        using (var left = await stage.Client.GetAsync(events, HttpCompletionOption.ResponseHeadersRead, Token))
        {
            Assert.Equal(HttpStatusCode.OK, left.StatusCode);
        }

        await stage.GetAsync("/events", Token);
        await stage.DrainAsync(Slot.Blue, Token);
        var before = await stage.Router.ReadStatisticsAsync(Slot.Blue, Token);
        Assert.Equal((2, 0), (before.Requests, before.Errors));

        using var broken = await stage.Client.GetAsync(events, HttpCompletionOption.ResponseHeadersRead, Token);
        await stage.RetireAsync(Slot.Blue, Token);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => broken.Content.ReadAsStringAsync(Token));
        await stage.DrainAsync(Slot.Blue, Token);
        var after = await stage.Router.ReadStatisticsAsync(Slot.Blue, Token);
        Assert.Equal((3, 1), (after.Requests, after.Errors));
    }

    [EngineFact]
    public async Task Workers_that_die_take_their_counts_with_them_and_their_successors_go_on()
    {
        await using var stage = await Stage.CreateLiveAsync(RouterKind.Nginx, Token);
        var slow = Enumerable.Range(0, 6).Select(_ => AskRawAsync(stage, "/slower")).ToList();
        while (await stage.Router.CountInFlightAsync(Slot.Blue, container: null, Token) < 6)
        {
            await Task.Delay(10, Token);
        }

        var killed = await stage.Engine.Containers.ExecuteAsync(
            stage.Names.Router,
            [
                "perl", "-e",
                "for (glob '/proc/[0-9]*/cmdline') { open my $f, '<', $_ or next; "
                    + "(<$f> // '') =~ /^nginx: worker/ && m{(\\d+)} && kill('KILL', $1) && print \"$1\\n\" }",
            ],
            Token);

        Assert.NotEmpty(killed.StandardOutput);
        Assert.All(await Task.WhenAll(slow), Assert.Empty);
        await stage.DrainAsync(Slot.Blue, Token);
        Assert.Equal("one", (await stage.GetAsync("/", Token)).Body);
        Assert.Equal(Split.All(Slot.Blue), (await stage.Router.ObserveAsync(Token)).Split);

        // The checks go on too.
        await stage.Engine.Containers.StopAsync(stage.Names.Slot("web", Slot.Blue), TimeSpan.FromSeconds(5), Token);
        while ((await stage.Router.ObserveAsync(Token)).Up.Contains(Slot.Blue))
        {
            await Task.Delay(50, Token);
        }
    }

    /// <summary>What comes back on a connection of its own: nothing if it is cut off. Unlike .NET's client it never asks twice.</summary>
    private async Task<string> AskRawAsync(Stage stage, string path)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, stage.Address.Port, Token);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n"), Token);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(Token);
    }

    /// <summary>Blue is live with replicas "one" and "two".</summary>
    private async Task<Stage> TwoReplicasAsync()
    {
        var stage = await Stage.CreateLiveAsync(RouterKind.Nginx, Token);
        await stage.StartAsync(Slot.Blue, "two", Token, "web", 2);
        await stage.AdmitAsync(Slot.Blue, Two, Token, 1, 2);
        return stage;
    }
}
