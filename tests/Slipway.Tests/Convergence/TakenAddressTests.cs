using Slipway.Execution;
using Slipway.Plans;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Convergence;

/// <summary>An address that somebody else has is found before anything is begun for it.</summary>
public sealed class TakenAddressTests
{
    [Fact]
    public async Task A_taken_address_is_refused_before_a_release_and_leaves_the_live_one()
    {
        var shell = new Shell(new RecordingTarget(), ShopDescription.Whole);
        await shell.DeployAsync(ShopDescription.Request("1.0"));
        shell.Target.AddressHolder = "another site";
        var (log, runs) = (shell.Target.Log.Count, (await shell.HistoryAsync()).Count);

        var error = await Assert.ThrowsAsync<SpecificationException>(() => shell.DeployAsync(ShopDescription.Request("1.1")));

        Assert.Contains("another site", error.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, shell.CodeOf(error));
        Assert.DoesNotContain(shell.Target.Log.Skip(log), ChangesSomething);
        Assert.Equal(runs, (await shell.HistoryAsync()).Count);
        Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.0"));
    }

    [Fact]
    public async Task A_taken_address_is_refused_before_a_rollback_too()
    {
        var shell = new Shell(new RecordingTarget(), ShopDescription.Whole);
        await shell.DeployAsync(ShopDescription.Request("1.0"));
        await shell.DeployAsync(ShopDescription.Request("1.1"));
        shell.Target.AddressHolder = "another site";
        var log = shell.Target.Log.Count;

        var error = await Assert.ThrowsAsync<SpecificationException>(() => shell.RollbackAsync());

        Assert.Equal(ExitCode.Usage, shell.CodeOf(error));
        Assert.DoesNotContain(shell.Target.Log.Skip(log), ChangesSomething);
    }

    [Fact]
    public async Task A_first_release_to_a_taken_address_leaves_nothing()
    {
        var shell = new Shell(new RecordingTarget { AddressHolder = "another site" }, ShopDescription.Whole);

        await Assert.ThrowsAsync<SpecificationException>(() => shell.DeployAsync(ShopDescription.Request("1.0")));

        Assert.Empty(shell.Target.Containers.Keys.Concat(shell.Target.Volumes.Keys).Concat(shell.Target.Networks.Keys));
    }

    [Fact]
    public async Task A_first_release_that_is_refused_before_anything_is_built_leaves_nothing_and_data_that_a_reset_kept()
    {
        var shell = new Shell(new RecordingTarget(), ShopDescription.Whole);
        await shell.DeployAsync(ShopDescription.Request("1.0"));
        shell.Target.Router.Forget();
        await shell.ResetKeepingDataAsync();
        string[] kept = [.. shell.Target.Volumes.Keys];
        shell.Target.AddressHolder = "another site";

        await Assert.ThrowsAsync<SpecificationException>(() => shell.CheckAsync(new SecretOptions()));

        Assert.Empty(shell.Target.Containers.Keys.Concat(shell.Target.Networks.Keys));
        Assert.Equal(kept, shell.Target.Volumes.Keys);
        Assert.Contains("shop-slipway", kept);
    }

    private static bool ChangesSomething(string effect) =>
        Array.Exists(["create", "start", "stop", "remove", "rename", "router"], verb => effect.StartsWith(verb, StringComparison.Ordinal));

    /// <summary>The stranger comes between the proof and the publishing.</summary>
    [Fact]
    public async Task An_address_that_is_taken_after_the_proof_fails_the_release_and_leaves_the_live_one()
    {
        var shell = new Shell(new RecordingTarget(), ShopDescription.Whole);
        await shell.DeployAsync(ShopDescription.Request("1.0"));
        shell.Target.AfterEffect = effect =>
        {
            if (effect.StartsWith("start shop-web-green", StringComparison.Ordinal))
            {
                shell.Target.AddressHolder = "another site";
            }
        };

        var error = await Assert.ThrowsAsync<ReleaseFailedException>(() => shell.DeployAsync(ShopDescription.Request("1.1")));

        Assert.Equal(ExitCode.Failed, shell.CodeOf(error));
        Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.0"));
    }
}
