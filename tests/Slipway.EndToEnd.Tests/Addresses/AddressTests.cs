using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using Slipway.EndToEnd.Deployer;
using Slipway.EndToEnd.Tests.Target;

namespace Slipway.EndToEnd.Tests.Addresses;

/// <summary>
/// A live site is moved to another port only when the engine has proven that it can be, and a deploy moves it to where it is described.
/// </summary>
public sealed class AddressTests(ShopWithoutWorker shop) : IClassFixture<ShopWithoutWorker>
{
    [EngineFact]
    public async Task Deploy_to_a_port_that_a_stranger_has_ends_with_2_and_the_site_lives_on_where_it_is()
    {
        using var stranger = new TcpListener(IPAddress.Loopback, 0);
        stranger.Start();
        var taken = ((IPEndPoint)stranger.LocalEndpoint).Port;
        var live = (await shop.AskAsync()).Version;

        var ended = await ShopOnTarget.RunAsync(await shop.DeploymentOfAsync("elsewhere") with { Port = taken });

        ended.Expect(ExitCode.Usage);
        Assert.Contains($"127.0.0.1:{taken.ToString(CultureInfo.InvariantCulture)}", ended.All, StringComparison.Ordinal);
        Assert.Equal(live, (await shop.AskAsync()).Version);
        await shop.ExpectAtRestAsync(live);
    }

    [EngineFact]
    public async Task A_deploy_of_what_is_live_moves_it_to_the_port_that_is_described_and_back()
    {
        var same = await shop.DeploymentOfAsync((await shop.AskAsync()).Version);
        var free = Ports.Free();
        (await ShopOnTarget.RunAsync(same with { Port = free })).Expect(ExitCode.Released);
        using var client = new HttpClient();
        var moved = await client.GetFromJsonAsync<LiveAnswer>(
            new Uri($"http://127.0.0.1:{free.ToString(CultureInfo.InvariantCulture)}/version.json"));
        Assert.Equal(same.Version, moved!.Version);
        var drift = (await shop.ReadStatusAsync()).State.Router.Drift;
        Assert.EndsWith($":{free.ToString(CultureInfo.InvariantCulture)}", drift!.Published, StringComparison.Ordinal);

        var back = (await ShopOnTarget.RunAsync(same)).Expect(ExitCode.Released);

        Assert.Contains("it is moved there", back.All, StringComparison.Ordinal);
        Assert.Equal(same.Version, (await shop.AskAsync()).Version);
        await shop.ExpectAtRestAsync(same.Version);
    }
}
