using Slipway.Applications;
using Slipway.Execution;
using Slipway.Keeper;
using Slipway.Routing;
using Slipway.Steps;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Convergence;

/// <summary>What a switch cost is counted, held to its limits, and kept in the release's record.</summary>
public sealed class SwitchFiguresTests
{
    private readonly RecordingTarget target = new();

    [Fact]
    public async Task The_record_has_what_clients_asked_and_what_was_lost_of_it()
    {
        var shell = await ReleasedAsync(new VerificationSettings { ProbeRate = 0 });
        LoseAtSwitch(3);
        var report = await shell.DeployAsync(ShopDescription.Request("1.1"));

        var figures = report.Release.Figures!;
        Assert.Equal((3, null, 0), (figures.RequestsLost, figures.Lost, figures.CutOff));
        Assert.InRange(figures.Requests!.Value, 3, long.MaxValue);
        Assert.Equal(figures, (await shell.HistoryAsync())[^1].Release!.Figures);
    }

    [Fact]
    public void They_are_told_with_the_digits_that_count_and_since_when()
    {
        var figures = new SwitchFigures
        {
            Sent = 845, Lost = 0, LongestGap = TimeSpan.FromMilliseconds(1574.6), Requests = 0, RequestsLost = 0,
            During = new LatencyFigures(3, TimeSpan.FromMilliseconds(1.94), TimeSpan.FromMilliseconds(1772.8)),
        };
        Assert.Equal("0 of 845 own requests lost since its first shift; longest gap 1,575 ms; p50/p99 during 1.9/1,773 ms; "
            + "no request of a client", figures.ToString());
    }

    /// <summary>The first release has nothing to lose.</summary>
    [Fact]
    public async Task What_was_recorded_before_there_were_figures_stays_readable()
    {
        var shell = await ReleasedAsync(new VerificationSettings { ProbeRate = 0 });
        var file = target.Files.Single(file => file.Key.EndsWith("releases/1.json", StringComparison.Ordinal));
        var node = System.Text.Json.Nodes.JsonNode.Parse(file.Value)!.AsObject();
        node.Remove("figures");
        target.Files[file.Key] = node.ToJsonString();

        Assert.Null((await shell.StatusAsync())!.State.LiveRelease!.Figures);
        await shell.DeployAsync(ShopDescription.Request("1.1"));
        await shell.RollbackAsync();
        Assert.Empty(Rest.Find(target, shell.Application, "1.0"));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(3, true)]
    [InlineData(2, false)]
    public async Task What_clients_lost_takes_a_new_version_back_only_where_a_limit_is_set(int? limit, bool holds)
    {
        var shell = await ReleasedAsync(new VerificationSettings { ProbeRate = 0, MaxLostReal = limit });
        LoseAtSwitch(3);
        if (holds)
        {
            await shell.DeployAsync(ShopDescription.Request("1.1"));
            Assert.Empty(Rest.Find(target, shell.Application, "1.1"));
            return;
        }

        var error = await Assert.ThrowsAsync<ReleaseFailedException>(() => shell.DeployAsync(ShopDescription.Request("1.1")));
        Assert.Equal(ExitCode.Failed, shell.CodeOf(error));
        Assert.Contains("3 of ", error.Message, StringComparison.Ordinal);
        Assert.Contains("requests of clients were lost since the switch; 2 may be (verification.maxLostReal)", error.Message,
            StringComparison.Ordinal);
        Assert.Empty(Rest.Find(target, shell.Application, "1.0"));
        Assert.Equal([1], (await shell.StatusAsync())!.State.Releases.Select(record => record.Number));
    }

    /// <summary>Whoever goes back wants out of something worse.</summary>
    [Fact]
    public async Task A_rollback_is_recorded_whatever_it_cost()
    {
        var shell = await ReleasedAsync(new VerificationSettings { ProbeRate = 0, MaxLostReal = 0 });
        await shell.DeployAsync(ShopDescription.Request("1.1"));
        LoseAtSwitch(5);
        Assert.Equal(5, (await shell.RollbackAsync()).Release.Figures!.RequestsLost);
    }

    [Theory]
    [InlineData(RetirePolicy.Remove)]
    [InlineData(RetirePolicy.Stop)]
    public async Task What_outlives_a_drain_is_counted_and_told_when_it_is_cut_off(RetirePolicy policy)
    {
        var shell = await ReleasedAsync(new VerificationSettings { ProbeRate = 0 }, policy);
        HoldAtSwitch();
        var report = await shell.DeployAsync(ShopDescription.Request("1.1"));

        Assert.Equal(1, report.Release.Figures!.CutOff);
        Assert.Equal(1, (await shell.HistoryAsync())[^1].Release!.Figures!.CutOff);
        Assert.Contains(shell.Observer.Heard, line =>
            line.StartsWith($"done {(policy == RetirePolicy.Stop ? "Stop" : "Remove")} the blue slot (1 request was still open",
                StringComparison.Ordinal));
    }

    /// <summary>A slot that is kept warm cuts nothing off; the next release clears it.</summary>
    [Fact]
    public async Task What_outlives_a_drain_in_a_warm_slot_is_counted_by_the_release_that_clears_it()
    {
        var shell = await ReleasedAsync(new VerificationSettings { ProbeRate = 0 });
        HoldAtSwitch();
        Assert.Equal(0, (await shell.DeployAsync(ShopDescription.Request("1.1"))).Release.Figures!.CutOff);
        target.AfterEffect = null;
        Assert.Equal(1, (await shell.DeployAsync(ShopDescription.Request("1.2"))).Release.Figures!.CutOff);
    }

    [Theory]
    [InlineData(0, 1, true)]
    [InlineData(1, 1, false)]
    [InlineData(0, 0, false)]
    [InlineData(0, null, false)]
    public void More_lost_requests_of_the_probe_than_are_allowed_are_a_breach(int allowed, int? lost, bool breach) => Assert.Equal(
        breach ? "1 of 250 requests that watch the public address were lost since the switch; 0 may be (verification.maxLost)" : null,
        LossLimits.FindBreach(new VerificationSettings { MaxLost = allowed }, new SwitchFigures { Sent = 250, Lost = lost, Errors = 249 }));

    [Fact]
    public void What_is_limited_and_can_not_be_seen_is_a_breach() => Assert.Contains("can't be seen",
        LossLimits.FindBreach(new VerificationSettings { MaxLostReal = 0 }, null), StringComparison.Ordinal);

    private async Task<Shell> ReleasedAsync(VerificationSettings verification, RetirePolicy policy = RetirePolicy.KeepWarm)
    {
        var described = ShopDescription.Whole with { Verification = verification with { Soak = TimeSpan.Zero }, Retire = policy };
        var shell = new Shell(target, described);
        await shell.DeployAsync(ShopDescription.Request("1.0"));
        return shell;
    }

    private void LoseAtSwitch(int requests) => AtSwitch(() => target.Router.Traffic.Lose(Slot.Blue, requests));

    /// <summary>A stream on the old version that does not end. That it is cut off is what the oracle takes for a fault.</summary>
    private void HoldAtSwitch() => AtSwitch(() => target.Router.Traffic.Leave(
        new Dictionary<string, TimeSpan>(StringComparer.Ordinal) { ["shop-web-blue"] = TimeSpan.FromDays(1) }));

    private void AtSwitch(Action act) => target.AfterEffect = effect =>
    {
        if (effect.StartsWith("router shift", StringComparison.Ordinal))
        {
            act();
        }
    };
}
