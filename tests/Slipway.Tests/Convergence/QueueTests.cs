using Slipway.Strategies.Recreate;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Convergence;

/// <summary>Requests wait before they see the maintenance page.</summary>
public sealed class QueueTests
{
    private static readonly TimeSpan Queue = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task They_wait_before_the_page_is_there_and_go_on_once_it_is_gone()
    {
        var shell = await ReleasedAsync(new RecordingTarget { CanHold = true });
        await shell.QueueAsync(Queue);
        Assert.Equal(["router holds 30 s", "router maintenance on"], Router(shell));
        shell.Target.Log.Clear();
        await shell.MaintainAsync(on: false);
        Assert.Equal(["router maintenance off", "router goes on"], Router(shell));
        Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.0"));
    }

    [Fact]
    public async Task A_router_that_can_not_let_them_is_refused_before_anything_is_touched()
    {
        var shell = await ReleasedAsync(new RecordingTarget());
        var error = await Assert.ThrowsAsync<UsageException>(() => shell.QueueAsync(Queue));
        Assert.Equal("--queue", Assert.Single(error.Faults).Path);
        Assert.Empty(Router(shell));
        Assert.False(shell.Target.Router.Maintenance);
    }

    [Fact]
    public async Task A_recreation_may_let_them_wait_and_needs_a_router_that_can()
    {
        var target = new RecordingTarget { CanHold = true, Alone = true };
        target.Exclusive.Add("biller");
        var described = ShopDescription.Whole with { Strategy = new RecreateSettings { Queue = Queue } };
        var shell = new Shell(target, described);
        await shell.DeployAsync(ShopDescription.Request("1.0"));
        target.Log.Clear();
        await shell.DeployAsync(ShopDescription.Request("1.1"));
        Assert.Equal(
            ["router holds 30 s", "router maintenance on", "router maintenance off", "router goes on"], Router(shell));
        Assert.Empty(Rest.Find(target, described, "1.1"));

        target.CanHold = false;
        var error = await Assert.ThrowsAsync<SpecificationException>(() => shell.DeployAsync(ShopDescription.Request("1.2")));
        Assert.Contains("let requests wait", Assert.Single(error.Faults).Message, StringComparison.Ordinal);

        // On the way back they see the page at once.
        await shell.RollbackAsync();
        Assert.Empty(Rest.Find(target, described, "1.0"));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(61)]
    public void A_recreation_lets_them_wait_for_a_minute_at_most(int seconds)
    {
        var faults = new RecreateSettings { Queue = TimeSpan.FromSeconds(seconds) }.Check();
        Assert.Equal("recreate.queue", Assert.Single(faults).Path);
    }

    /// <summary>Wherever the process dies: the hold ends by the proxy's own clock, and what the next command leaves is whole.</summary>
    [Fact]
    public async Task A_recreation_that_is_killed_anywhere_is_brought_to_rest()
    {
        var target = new RecordingTarget { CanHold = true, Alone = true };
        target.Exclusive.Add("biller");
        var shell = new Shell(target, ShopDescription.Whole with { Strategy = new RecreateSettings { Queue = Queue } });
        await shell.DeployAsync(ShopDescription.Request("1.0"));
        for (var effect = 1; ; effect++)
        {
            var copy = shell.Copy();
            var fate = new Fate { DieBefore = effect };
            try
            {
                await copy.DeployAsync(ShopDescription.Request("1.1"), fate);
                Assert.True(effect > 20, "the sweep ended early");
                break;
            }
            catch (KilledException)
            {
                await copy.DeployAsync(ShopDescription.Request("1.1"));
                Assert.Empty(Rest.Find(copy.Target, copy.Application, "1.1"));
                Assert.Equal("router goes on", Router(copy).LastOrDefault() ?? "router goes on");
            }
        }
    }

    private static IEnumerable<string> Router(Shell shell) => shell.Target.Log.Where(effect =>
        effect.StartsWith("router holds", StringComparison.Ordinal) || effect.StartsWith("router maintenance", StringComparison.Ordinal)
            || effect == "router goes on");

    private static async Task<Shell> ReleasedAsync(RecordingTarget target)
    {
        var shell = new Shell(target, ShopDescription.Whole);
        await shell.DeployAsync(ShopDescription.Request("1.0"));
        shell.Target.Log.Clear();
        return shell;
    }
}
