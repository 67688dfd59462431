using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Applications;
using Slipway.EndToEnd.Deployer;
using Slipway.EndToEnd.Tests.Target;
using Slipway.Keeper;
using Slipway.Routing;
using Command = Slipway.EndToEnd.Deployer.Command;

namespace Slipway.EndToEnd.Tests.Releases;

/// <summary>
/// Releases that come back to the real engine from a checkout that describes something else: other services, other variables, no worker,
/// another port.
/// </summary>
public sealed class RememberedReleaseTests(ShopOnTarget shop) : IClassFixture<ShopOnTarget>
{
    [EngineTheory]
    [InlineData(RetirePolicy.KeepWarm)]
    [InlineData(RetirePolicy.Remove)]
    public async Task A_release_comes_back_as_it_was_and_so_does_the_one_that_it_replaces(RetirePolicy retire)
    {
        var first = await ReleaseAsync($"one-{retire}", assignment => assignment with { Mode = "one", Retire = retire });
        var second = await ReleaseAsync($"two-{retire}", assignment =>
            assignment with { Mode = "two", Api = true, Worker = false, Retire = retire });
        var elsewhere = shop.Assignment with
        {
            Command = Command.Rollback, Mode = "three", Worker = false, Api = true, Replicas = 2, Port = Ports.Free(), Retire = retire,
        };

        var back = (await ShopOnTarget.RunAsync(elsewhere with { ToRelease = first })).Expect(ExitCode.Released);

        // The address is where it was, and what is told of it is true.
        Assert.Contains(back.Output, line => line.Contains($"at {shop.Address}", StringComparison.Ordinal));
        Assert.Contains("leaves it where it is", back.All, StringComparison.Ordinal);
        Assert.Equal($"one-{retire}", (await shop.AskAsync()).Version);
        Assert.Equal(["web", "worker"], await RunningAsync());
        Assert.Contains("MODE=one", await VariablesAsync());
        await shop.AwaitProcessedAsync(await shop.PlaceOrderAsync());

        (await ShopOnTarget.RunAsync(elsewhere with { ToRelease = second, Api = false })).Expect(ExitCode.Released);

        Assert.Equal($"two-{retire}", (await shop.AskAsync()).Version);
        Assert.Equal(["api", "web"], await RunningAsync());
        Assert.Contains("MODE=two", await VariablesAsync());
        Assert.Equal(second.ToString(CultureInfo.InvariantCulture), (await shop.AskApiAsync()).Release);
    }

    [EngineFact]
    public async Task A_release_of_an_older_version_comes_back_as_its_containers_show_and_is_remembered_from_then_on()
    {
        var first = await ReleaseAsync("old-one", assignment => assignment with { Mode = "one" });
        await ReleaseAsync("old-two", assignment => assignment with { Mode = "two" });
        await ForgetAsync();
        var elsewhere = shop.Assignment with { Command = Command.Rollback, Mode = "three", Api = true, ToRelease = first };
        var before = await shop.ReadSlotAsync(await IdleAsync());

        (await ShopOnTarget.RunAsync(elsewhere)).Expect(ExitCode.Released);

        Assert.Equal("old-one", (await shop.AskAsync()).Version);
        var live = (await shop.ReadStatusAsync()).State.Live!.Value;
        Assert.Equal(before, await shop.ReadSlotAsync(live));
        var variables = await VariablesAsync();

        await ReleaseAsync("old-three", assignment => assignment with { Mode = "three" });
        await ReleaseAsync("old-four", assignment => assignment with { Mode = "four" });
        (await ShopOnTarget.RunAsync(elsewhere)).Expect(ExitCode.Released);

        Assert.Equal("old-one", (await shop.AskAsync()).Version);
        Assert.NotEqual(before, await shop.ReadSlotAsync((await shop.ReadStatusAsync()).State.Live!.Value));
        Assert.Equal(variables.Order(StringComparer.Ordinal), (await VariablesAsync()).Order(StringComparer.Ordinal));
        await shop.AwaitProcessedAsync(await shop.PlaceOrderAsync());
    }

    [EngineFact]
    public async Task A_release_of_an_older_version_whose_containers_are_gone_is_refused_and_nothing_is_touched()
    {
        var first = await ReleaseAsync("gone-one", assignment => assignment with { Mode = "one", Retire = RetirePolicy.Remove });
        await ReleaseAsync("gone-two", assignment => assignment with { Mode = "two", Retire = RetirePolicy.Remove });
        await ForgetAsync();
        var journal = await shop.ReadJournalAsync();

        var refused = await ShopOnTarget.RunAsync(shop.Assignment with { Command = Command.Rollback, ToRelease = first });

        refused.Expect(ExitCode.Usage);
        Assert.Contains("--with-current-description", refused.All, StringComparison.Ordinal);
        Assert.Equal(journal.Count, (await shop.ReadJournalAsync()).Count);
        Assert.Equal("gone-two", (await shop.AskAsync()).Version);
    }

    [EngineFact]
    public async Task A_router_that_lies_stopped_begins_again_where_it_was_published_and_not_where_it_is_described()
    {
        await ReleaseAsync("lying-one", assignment => assignment);
        await ReleaseAsync("lying-two", assignment => assignment);
        await DockerClient.RunAsync("stop", "--time", "0", shop.Names.Router, shop.Names.Edge);

        var back = await ShopOnTarget.RunAsync(shop.Assignment with { Command = Command.Rollback, Port = Ports.Free() });

        back.Expect(ExitCode.Released);
        Assert.Equal("lying-one", (await shop.AskAsync()).Version);
        await shop.ExpectAtRestAsync("lying-one");
    }

    /// <summary>The number of the release.</summary>
    private async Task<int> ReleaseAsync(string version, Func<Assignment, Assignment> described)
    {
        (await ShopOnTarget.RunAsync(described(await shop.DeploymentOfAsync(version)))).Expect(ExitCode.Released);
        return (await shop.ReadStatusAsync()).State.LiveRelease!.Number;
    }

    private async Task<Slot> IdleAsync() => (await shop.ReadStatusAsync()).State.Live!.Value.Other();

    /// <summary>What runs in the live slot, by its workloads.</summary>
    private async Task<IReadOnlyList<string>> RunningAsync()
    {
        var state = (await shop.ReadStatusAsync()).State;
        return
        [
            .. state.In(state.Live!.Value).Containers.Where(container => !container.IsStopped)
                .Select(container => container.Labels[Hosts.ResourceNames.WorkloadLabel]).Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>The variables of the live web container, but for the slot's name.</summary>
    private async Task<IReadOnlyList<string>> VariablesAsync()
    {
        var live = (await shop.ReadStatusAsync()).State.Live!.Value;
        var web = (await DockerClient.InspectAsync("container", shop.Names.Slot("web", live))).Single();
        return
        [
            .. web.GetProperty("Config").GetProperty("Env").EnumerateArray().Select(variable => variable.GetString()!)
                .Where(variable => !variable.StartsWith("SLIPWAY_SLOT=", StringComparison.Ordinal)),
        ];
    }

    /// <summary>Makes all records those of a version of Slipway that kept no description.</summary>
    private async Task ForgetAsync()
    {
        await using var session = await new KeeperContainer(shop.Names, shop.Engine, "", TimeProvider.System)
            .OpenAsync(CancellationToken.None);
        await session.LockAsync(shop.Name, new LockHolder("test", "test", TimeProvider.System.GetUtcNow()), CancellationToken.None);
        foreach (var release in await session.ReadReleasesAsync(CancellationToken.None))
        {
            var file = string.Create(CultureInfo.InvariantCulture, $"releases/{release.Number}.json");
            var record = JsonNode.Parse((await session.ReadAsync(file, CancellationToken.None))!)!.AsObject();
            record.Remove("description");
            record["schema"] = 2;
            await session.WriteAsync(file, record.ToJsonString(), CancellationToken.None);
        }
    }
}
