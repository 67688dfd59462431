using Slipway.Reporting;
using Slipway.Routing;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Convergence;

/// <summary>What stands beside the live release is shown to whoever bears its token, from any machine.</summary>
public sealed class PreviewTests
{
    private readonly Shell shell = new(new RecordingTarget(), ShopDescription.Whole);

    [Fact]
    public async Task Nothing_is_in_preview_before_there_is_a_second_release_nor_behind_the_page()
    {
        Assert.Contains("never released", (await Assert.ThrowsAsync<UsageException>(() => PreviewAsync(shell))).Message,
            StringComparison.Ordinal);
        await shell.DeployAsync(ShopDescription.Request("1.0"));
        Assert.Contains("Nothing is in preview", (await Assert.ThrowsAsync<UsageException>(() => PreviewAsync(shell))).Message,
            StringComparison.Ordinal);
        await shell.DeployAsync(ShopDescription.Request("1.1"));
        await shell.MaintainAsync(on: true);
        Assert.Contains("page is on", (await Assert.ThrowsAsync<UsageException>(() => PreviewAsync(shell))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_release_has_a_token_of_its_own_that_any_machine_reads_and_that_nothing_else_holds()
    {
        await shell.DeployAsync(ShopDescription.Request("1.0"));
        await shell.DeployAsync(ShopDescription.Request("1.1"));
        var first = await PreviewAsync(shell);
        Assert.Equal((Slot.Blue, 1, "1.0"), (first.Slot, first.Release, first.Version));
        Assert.Equal(first, await PreviewAsync(shell.Copy()));

        await shell.DeployAsync(ShopDescription.Request("1.2"));
        var second = await PreviewAsync(shell);
        Assert.Equal((Slot.Green, 2, "1.1"), (second.Slot, second.Release, second.Version));
        await shell.DeployAsync(ShopDescription.Request("1.3"));
        var third = await PreviewAsync(shell);
        Assert.Equal((Slot.Blue, 3, "1.2"), (third.Slot, third.Release, third.Version));

        string[] tokens = [first.Token.Reveal(), second.Token.Reveal(), third.Token.Reveal()];
        Assert.Distinct(tokens, StringComparer.Ordinal);
        foreach (var token in tokens)
        {
            Assert.Matches("^[0-9a-f]{32}$", token);
            Assert.DoesNotContain(shell.Target.Log, effect => effect.Contains(token, StringComparison.Ordinal));
            Assert.DoesNotContain(shell.Target.Files, file =>
                !file.Key.StartsWith("preview/", StringComparison.Ordinal) && file.Value.Contains(token, StringComparison.Ordinal));
            Assert.DoesNotContain(shell.Target.Containers.Values, container =>
                container.Spec.Environment.Values.Concat(container.Spec.Labels.Values).Contains(token, StringComparer.Ordinal));
        }

        Assert.DoesNotContain(tokens, token => $"{third}{third.Describe()}".Contains(token, StringComparison.Ordinal));
        Assert.StartsWith("curl --noproxy '*' -H 'X-Slipway-Slot: ", third.Command(), StringComparison.Ordinal);
        Assert.Contains($"-H 'X-Slipway-Token: {tokens[2]}'", third.Command(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_canary_that_waits_is_in_preview_by_the_token_that_it_was_verified_with()
    {
        var canary = new Shell(new RecordingTarget(),
            ShopDescription.Whole.WithCanary(canary => canary with { Manual = true }).By("canary"));
        await canary.DeployAsync(ShopDescription.Request("1.0"));
        await canary.DeployAsync(ShopDescription.Request("1.1"));
        var preview = await PreviewAsync(canary);
        Assert.Equal((Slot.Green, 2, "1.1"), (preview.Slot, preview.Release, preview.Version));
        Assert.Equal(preview, await PreviewAsync(canary.Copy()));
    }

    /// <summary>An earlier version of Slipway admitted the warm slot, and made no token for it.</summary>
    [Fact]
    public async Task A_slot_without_a_token_is_told_as_such_and_gets_one_when_it_comes_back()
    {
        await shell.DeployAsync(ShopDescription.Request("1.0"));
        await shell.DeployAsync(ShopDescription.Request("1.1"));
        Assert.True(shell.Target.Files.Remove("preview/blue"));
        Assert.Contains("has no token", (await Assert.ThrowsAsync<UsageException>(() => PreviewAsync(shell))).Message,
            StringComparison.Ordinal);

        await shell.RollbackAsync();
        Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.0"));
        Assert.Contains("preview/blue", shell.Target.Files.Keys);
    }

    private static Task<PreviewedRelease> PreviewAsync(Shell shell) =>
        shell.Target.Time.RunAsync(() => shell.Engine(new Fate()).FindPreviewAsync(CancellationToken.None));
}
