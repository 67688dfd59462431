using System.Net.Http.Json;
using Slipway.EndToEnd.Deployer;
using Slipway.EndToEnd.Tests.Load;
using Slipway.EndToEnd.Tests.Target;
using Slipway.Routing;
using Xunit.Abstractions;
using Command = Slipway.EndToEnd.Deployer.Command;

namespace Slipway.EndToEnd.Tests.Strategies;

/// <summary>And what a person does with a canary, which needs no more than one of the proxies: each shows its marks by itself.</summary>
public sealed class StrategiesBehindNginx(ShopBehindNginx shop, ITestOutputHelper output) : StrategySuite(shop, output),
    IClassFixture<ShopBehindNginx>
{
    private readonly ShopBehindNginx shop = shop;

    [EngineFact]
    public async Task A_canary_waits_for_a_person_and_is_promoted_or_aborted_by_another_process()
    {
        var old = await shop.AskAsync();
        await using var load = await OpenLoopLoad.StartAsync(shop.Address, events: false);
        (await ShopOnTarget.RunAsync(await ReleaseAsync("canary", "aborted") with { ManualCanary = true })).Expect(ExitCode.Released);
        var waiting = (await shop.ReadStatusAsync()).State;
        Assert.Equal(20, waiting.Router.Split.Share(waiting.Live!.Value.Other()));
        Assert.Equal(["aborted"], await AskMarkedAsync());
        var refused = (await ShopOnTarget.RunAsync(await ReleaseAsync("blue-green", "refused"))).Expect(ExitCode.Usage);
        Assert.Contains("PromoteCanary", refused.Error, StringComparison.Ordinal);
        (await ShopOnTarget.RunAsync(shop.Assignment with { Command = Command.Abort, ManualCanary = true })).Expect(ExitCode.Released);
        await shop.ExpectAtRestAsync(old.Version);
        Assert.Equal([old.Version], await AskMarkedAsync());

        (await ShopOnTarget.RunAsync(await ReleaseAsync("canary", "promoted") with { ManualCanary = true })).Expect(ExitCode.Released);
        (await ShopOnTarget.RunAsync(shop.Assignment with { Command = Command.Promote, ManualCanary = true })).Expect(ExitCode.Released);
        Assert.Equal(50, (await shop.ReadStatusAsync()).State.Router.Split.Blue);
        (await ShopOnTarget.RunAsync(shop.Assignment with { Command = Command.Promote, ManualCanary = true })).Expect(ExitCode.Released);
        await shop.ExpectAtRestAsync("promoted");

        var live = (await shop.ReadStatusAsync()).State.Live!.Value;
        (await ShopOnTarget.RunAsync(shop.Assignment with { Command = Command.SwitchTraffic, ToSlot = live.Other() }))
            .Expect(ExitCode.Released);
        await shop.ExpectAtRestAsync(old.Version);
        (await load.StopAsync()).ExpectNothingLost();
    }

    [EngineFact]
    [Trait("Category", "Soak")]
    public Task Whatever_happens_in_whatever_order_the_recorded_release_is_live() => PlayAsync();

    /// <summary>The versions that twenty requests with the canary's mark are answered by.</summary>
    private async Task<IReadOnlyList<string>> AskMarkedAsync()
    {
        using var client = new HttpClient { BaseAddress = shop.Address };
        client.DefaultRequestHeaders.Add(ShopDescription.CanaryMark.Name, ShopDescription.CanaryMark.Value);
        var versions = new List<string>();
        for (var request = 0; request < 20; request++)
        {
            versions.Add((await client.GetFromJsonAsync<LiveAnswer>("/version.json", CancellationToken.None))!.Version);
        }

        return [.. versions.Distinct(StringComparer.Ordinal)];
    }
}
