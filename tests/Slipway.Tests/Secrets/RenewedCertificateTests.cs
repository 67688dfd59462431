using Slipway.Keeper;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Secrets;

/// <summary>A renewed certificate is a change of the router alone.</summary>
public sealed class RenewedCertificateTests
{
    [Fact]
    public async Task A_deploy_with_nothing_else_to_do_delivers_it_and_switches_nothing()
    {
        var shell = await SecretShop.ReleasedAsync(ShopDescription.Whole);
        shell.Target.CertificateRenewed = true;
        var log = shell.Target.Log.Count;

        var report = await shell.DeployAsync(ShopDescription.Request("1.0"));

        Assert.NotNull(report.Run);
        Assert.Equal(1, report.Release.Number);
        Assert.False(shell.Target.CertificateRenewed);
        Assert.Equal(["router ensure"],
            shell.Target.Log.Skip(log).Where(effect => effect.StartsWith("router", StringComparison.Ordinal)));
        Assert.Contains(shell.Observer.Heard, line => line.Contains("Another certificate is given", StringComparison.Ordinal));
        Assert.Equal(RunKind.Recovery, (await shell.HistoryAsync())[^1].Start.Run);
        Assert.Null((await shell.DeployAsync(ShopDescription.Request("1.0"))).Run);
    }

    [Fact]
    public async Task A_plan_says_so()
    {
        var shell = await SecretShop.ReleasedAsync(ShopDescription.Whole);
        shell.Target.CertificateRenewed = true;
        await shell.PlanAsync(ShopDescription.Request("1.0"));
        Assert.Contains(shell.Observer.Heard, line => line.Contains("a deploy brings it into force", StringComparison.Ordinal));
        Assert.True(shell.Target.CertificateRenewed);
    }
}
