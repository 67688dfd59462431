using Slipway.Applications;
using Slipway.Containers;
using Slipway.Execution;
using Slipway.Steps;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Convergence;

/// <summary>What a person has to learn of containers before it costs something.</summary>
public sealed class ToldTests
{
    private const string Limit = "killed because it wanted more memory than its limit of 512 MiB";

    [Fact]
    public async Task A_volume_of_a_services_image_is_a_warning_of_the_deploy_that_names_the_mend()
    {
        var shell = new Shell(new RecordingTarget { ImageVolumes = ["/var/lib/shop"] }, ShopDescription.Web);
        var report = await shell.DeployAsync(ShopDescription.Request("1.0"));

        var warning = Assert.Single(report.Warnings);
        Assert.StartsWith("shop-web-blue: what web writes to /var/lib/shop, a VOLUME of its image, is lost at the next release", warning,
            StringComparison.Ordinal);
        Assert.Contains("shared service with a DataPath", warning, StringComparison.Ordinal);
        shell.Target.ImageVolumes = [];
        Assert.Empty((await shell.DeployAsync(ShopDescription.Request("1.1"))).Warnings);
    }

    [Fact]
    public async Task A_warm_slot_that_does_not_hold_is_told_by_status_and_by_a_rollback_before_it_relies_on_it()
    {
        var shell = await Shell.ReleasedTwiceAsync("blue-green");
        Assert.Null((await shell.StatusAsync())!.FailingWarm);
        shell.Target.Containers["shop-api-blue"].Restarts = 7;
        const string Sentence = "The release in the blue slot, which a rollback would go back to, does not hold: shop-api-blue (has ended "
            + "7 times). `docker logs shop-api-blue` says why.";

        Assert.Equal(Sentence, (await shell.StatusAsync())!.FailingWarm);
        shell.Observer.Heard.Clear();
        await shell.RollbackAsync();
        Assert.Equal($"warning {Sentence} It gets no traffic unless it passes the gate.", shell.Observer.Heard[0]);
    }

    [Theory]
    [InlineData("shop-web-green", "listening")]
    [InlineData("shop-mailer-green", "listening")]
    [InlineData("shop-migrate-2", "level-1.1")]
    public async Task Whoever_was_killed_for_its_memory_is_told_so_with_its_limit_and_last_lines(string container, string lastLine)
    {
        var shell = new Shell(new RecordingTarget(), ShopDescription.Whole);
        await shell.DeployAsync(ShopDescription.Request("1.0"));
        shell.Target.Dying.Add(container);
        shell.Target.OutOfMemory = true;

        var error = await Assert.ThrowsAsync<ReleaseFailedException>(() => shell.DeployAsync(ShopDescription.Request("1.1")));

        var limit = container.Contains("migrate", StringComparison.Ordinal) ? Limit.Replace("512", "256", StringComparison.Ordinal) : Limit;
        Assert.Contains(limit, error.Message, StringComparison.Ordinal);
        Assert.Contains($"  | {lastLine}", error.Message, StringComparison.Ordinal);
        Assert.Equal("1.0", (await shell.StatusAsync())!.State.LiveRelease!.Version);
    }

    [Fact]
    public async Task A_container_that_had_to_be_killed_at_its_stop_is_told_with_what_gives_it_longer()
    {
        var shell = new Shell(new RecordingTarget(), ShopDescription.Web with { Retire = RetirePolicy.Stop });
        await shell.DeployAsync(ShopDescription.Request("1.0"));
        shell.Target.Stubborn.Add("shop-web-blue");

        await shell.DeployAsync(ShopDescription.Request("1.1"));

        Assert.Contains(
            "note shop-web-blue did not end within 30 s of SIGTERM and was killed: what it had under way is lost. `Timeouts.Stop` gives it "
                + "longer.", shell.Observer.Heard);
    }

    [Fact]
    public void What_tmp_may_hold_reaches_the_container_and_only_then_changes_what_it_is_made_from()
    {
        var before = ShopDescription.Web;
        var after = before with { Services = [before.Services[0] with { TemporaryMegabytes = 64, TemporaryExecutable = true }] };
        var begun = ShopDescription.Begun(1, "1.0");
        var spec = SlotContainers.Describe(after, after.Services[0], Routing.Slot.Blue, 1, begun);

        Assert.Equal((64 * ContainerSpec.Mebibyte, true), (spec.TemporaryBytes, spec.TemporaryExecutable));
        Assert.NotEqual(ConfigurationHash.Of(before), ConfigurationHash.Of(after));
        // As every release before had it: none of them is released again for a setting that did not exist.
        Assert.Equal("039cc720b894", ConfigurationHash.Of(before));
        Assert.Equal((null, false), (
            SlotContainers.Describe(before, before.Services[0], Routing.Slot.Blue, 1, begun).TemporaryBytes,
            SlotContainers.Describe(before, before.Services[0], Routing.Slot.Blue, 1, begun).TemporaryExecutable));
    }
}
