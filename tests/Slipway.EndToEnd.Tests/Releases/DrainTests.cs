using System.Net.WebSockets;
using System.Text;
using Slipway.Applications;
using Slipway.EndToEnd.Deployer;
using Slipway.EndToEnd.Tests.Load;
using Slipway.EndToEnd.Tests.Target;
using Slipway.Reporting;

namespace Slipway.EndToEnd.Tests.Releases;

/// <summary>
/// The zero-loss tests can fail: with a backend that dies at once of the stop signal, a release loses nothing because of the drain, and the
/// same release that does not wait for it loses what was under way.
/// </summary>
public sealed class DrainTests(ShopWithoutWorker shop) : IClassFixture<ShopWithoutWorker>
{
    private const int SlowMilliseconds = 10_000;
    private const int Talks = 5;

    [EngineFact]
    public async Task Release_drains_the_old_slot_so_that_a_backend_that_dies_at_once_loses_nothing()
    {
        var result = await ReleaseAsync("drained", drainSeconds: 30);
        result.ExpectNothingLost();
    }

    [EngineFact]
    public async Task Same_release_that_does_not_wait_for_the_drain_loses_what_was_under_way()
    {
        var result = await ReleaseAsync("undrained", drainSeconds: 0.01);
        Assert.True(result.Requests.Failed > 0, $"the load would not notice a release that drains nothing: {result}");
    }

    [EngineFact]
    public async Task WebSockets_live_until_the_end_of_the_drain_and_those_that_it_ends_are_counted()
    {
        (await shop.DeployAsync("talked-to")).Expect(ExitCode.Released);
        var talks = new List<ClientWebSocket>();
        try
        {
            while (talks.Count < Talks)
            {
                talks.Add(new ClientWebSocket());
                await talks[^1].ConnectAsync(new UriBuilder(shop.Address) { Scheme = "ws", Path = "/echo" }.Uri, Limit());
            }

            var assignment = await shop.DeploymentOfAsync("talk-ends") with { Retire = RetirePolicy.Remove, DrainSeconds = 15 };
            var releasing = DeployAsync(assignment);
            while ((await shop.AskAsync()).Version != "talk-ends")
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), CancellationToken.None);
            }

            Assert.All(await Task.WhenAll(talks.Select(SayAsync)), heard => Assert.Equal("hello", heard));
            var figures = (await releasing).Release.Figures!;
            Assert.Equal((Talks, 0), (figures.CutOff, figures.Lost));
            // The shop says goodbye when it is told to stop: not the router has ended them.
            Assert.All(await Task.WhenAll(talks.Select(HearAsync)), heard => Assert.Equal("the shop stops", heard));
        }
        finally
        {
            talks.ForEach(talk => talk.Dispose());
        }
    }

    private static async Task<string?> SayAsync(ClientWebSocket talk)
    {
        await talk.SendAsync(Encoding.UTF8.GetBytes("hello"), WebSocketMessageType.Text, endOfMessage: true, Limit());
        return await HearAsync(talk);
    }

    /// <summary>What is said, or why nothing will be said any more.</summary>
    private static async Task<string?> HearAsync(ClientWebSocket talk)
    {
        var heard = new byte[100];
        var piece = await talk.ReceiveAsync(heard, Limit());
        return piece.MessageType == WebSocketMessageType.Close
            ? talk.CloseStatusDescription
            : Encoding.UTF8.GetString(heard, 0, piece.Count);
    }

    private static CancellationToken Limit() => new CancellationTokenSource(TimeSpan.FromMinutes(5)).Token;

    private async Task<LoadResult> ReleaseAsync(string version, double drainSeconds)
    {
        var abrupt = await shop.Images.BeforeAsync("web",
            """trap 'kill -9 $shop; exit 0' TERM; /app/Shop web & shop=$!; wait $shop; exit 1""", "abrupt");
        (await ShopOnTarget.RunAsync(shop.Assignment with { Version = $"{version}-abrupt", Image = abrupt })).Expect(ExitCode.Released);

        var assignment = await shop.DeploymentOfAsync(version) with { Retire = RetirePolicy.Remove, DrainSeconds = drainSeconds };
        await using var load = await OpenLoopLoad.StartAsync(shop.Address, events: false, SlowMilliseconds);
        await DeployAsync(assignment);
        var result = await load.StopAsync();
        await shop.ExpectAtRestAsync(version);
        return result;
    }

    private async Task<ReleaseReport> DeployAsync(Assignment assignment)
    {
        await using var engine = shop.Open(assignment);
        await using var session = await engine.BeginAsync("Deploy", "test", CancellationToken.None);
        var request = ShopDescription.Request(assignment, "test");
        await session.MigrateAsync(request, CancellationToken.None);
        return await session.DeployAsync(request, CancellationToken.None);
    }
}
