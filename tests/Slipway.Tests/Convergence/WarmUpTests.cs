using Slipway.Applications;
using Slipway.Strategies;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Convergence;

/// <summary>Containers are asked before they get traffic: past the router, so that none of it is traffic.</summary>
public sealed class WarmUpTests
{
    public static TheoryData<string> Strategies => [.. StrategyRegistry.BuiltIn.Names];

    [Theory]
    [MemberData(nameof(Strategies))]
    public async Task Each_container_is_asked_before_the_first_traffic_comes_to_it(string strategy)
    {
        var shell = await ReleasedAsync(strategy, new WarmUpSettings { Paths = ["/a", "/api/b?c=d", "/apis"], Requests = 3 });
        var (asked, heard) = (shell.Target.Asked.Count, shell.Observer.Heard.Count);
        var atShift = 0;
        shell.Target.AfterEffect = effect =>
        {
            if (effect.StartsWith("router shift", StringComparison.Ordinal) && atShift == 0)
            {
                atShift = shell.Target.Asked.Count;
            }
        };
        await shell.DeployAsync(ShopDescription.Request("1.1"));

        var before = shell.Target.Asked.Take(atShift).Skip(asked).ToList();
        // What a canary is compared with is asked as often.
        var times = strategy == "canary" ? 6 : 3;
        Assert.Equal((times, times, times), (Count(before, "/a"), Count(before, "/apis"), Count(before, "/api/b?c=d")));
        Assert.All(before.Where(request => request.EndsWith(" /api/b?c=d", StringComparison.Ordinal)),
            request => Assert.StartsWith("8081 ", request, StringComparison.Ordinal));
        Assert.Contains(shell.Observer.Heard.Skip(heard), line => line.StartsWith(
            "done Warm up the green slot", StringComparison.Ordinal)
            && line.Contains("shop-web-green 6 requests", StringComparison.Ordinal));
        Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.1"));
    }

    [Fact]
    public async Task Nothing_is_warmed_up_unless_it_is_described_and_nothing_that_comes_back()
    {
        var off = await ReleasedAsync("blue-green", settings: null);
        await off.DeployAsync(ShopDescription.Request("1.1"));
        Assert.DoesNotContain(off.Observer.Heard, line => line.Contains("Warm up", StringComparison.Ordinal));

        var on = await ReleasedAsync("blue-green", new WarmUpSettings());
        await on.DeployAsync(ShopDescription.Request("1.1"));
        var heard = on.Observer.Heard.Count;
        await on.RollbackAsync();
        Assert.DoesNotContain(on.Observer.Heard.Skip(heard), line => line.Contains("Warm up", StringComparison.Ordinal));
    }

    /// <summary>A version that has just started is not compared with one that is warm since days, or cold since days.</summary>
    [Fact]
    public async Task A_canary_and_what_it_is_compared_with_are_warmed_up_alike()
    {
        var shell = await ReleasedAsync("canary", settings: null);
        await shell.DeployAsync(ShopDescription.Request("1.1"));
        Assert.Contains(shell.Observer.Heard, line =>
            line.StartsWith("done Warm up the green slot, and as much the blue one (", StringComparison.Ordinal)
            && line.Contains("shop-web-green 20 requests", StringComparison.Ordinal)
            && line.Contains("shop-web-blue 20 requests", StringComparison.Ordinal));
    }

    /// <summary>The recorded target answers each time as soon: the second round tells it.</summary>
    [Fact]
    public async Task It_ends_once_answers_come_no_sooner_any_more()
    {
        var shell = await ReleasedAsync("blue-green", new WarmUpSettings { Requests = 5, UntilSteady = true });
        await shell.DeployAsync(ShopDescription.Request("1.1"));
        Assert.Contains(shell.Observer.Heard, line => line.Contains("shop-web-green 10 requests", StringComparison.Ordinal));
    }

    private static int Count(IReadOnlyList<string> asked, string path) =>
        asked.Count(request => request.EndsWith($" {path}", StringComparison.Ordinal));

    private static async Task<Shell> ReleasedAsync(string strategy, WarmUpSettings? settings)
    {
        var whole = ShopDescription.Whole.WithCanary(canary => canary with { Steps = [20, 100] }).By(strategy);
        var shell = new Shell(new RecordingTarget { Alone = strategy == "recreate" },
            whole with { Verification = whole.Verification with { WarmUp = settings, Soak = TimeSpan.Zero } });
        shell.Target.Exclusive.Add("biller");
        await shell.DeployAsync(ShopDescription.Request("1.0"));
        return shell;
    }
}
