using System.Net.Security;
using System.Net.Sockets;
using Slipway.Applications;
using Slipway.EndToEnd.Deployer;
using Slipway.EndToEnd.Tests.Target;

namespace Slipway.EndToEnd.Tests.Security;

/// <summary>A secret that was rotated and a certificate that was renewed reach what is live; what comes back has what it had.</summary>
public sealed class RotationTests(ShopWithKey shop) : IClassFixture<ShopWithKey>
{
    [EngineFact]
    public async Task A_rotated_secret_is_delivered_and_a_cold_rollback_from_a_machine_without_secrets_brings_the_old_one_back()
    {
        shop.Give("first key");
        var first = await shop.DeploymentOfAsync("rotation-1");
        (await ShopOnTarget.RunAsync(first)).Expect(ExitCode.Released);
        Assert.Equal("first key", await ReadKeyAsync());

        shop.Give("second key");
        (await ShopOnTarget.RunAsync(first)).Expect(ExitCode.Released);
        Assert.Equal("second key", await ReadKeyAsync());
        var live = (await shop.ReadStatusAsync()).State.LiveRelease!;
        (await ShopOnTarget.RunAsync(first)).Expect(ExitCode.Released);
        Assert.Equal(live.Number, (await shop.ReadStatusAsync()).State.LiveRelease!.Number);

        var bare = shop.Without(shop.Assignment);
        (await ShopOnTarget.RunAsync(bare with { Command = Command.Rollback })).Expect(ExitCode.Released);
        Assert.Equal("first key", await ReadKeyAsync());
        await shop.ExpectAtRestAsync("rotation-1");

        (await ShopOnTarget.RunAsync(bare with { Command = Command.Rollback, ToRelease = live.Number })).Expect(ExitCode.Released);
        (await ShopOnTarget.RunAsync(bare with { Command = Command.Rollback, ToRelease = live.Number - 1, WithCurrentSecrets = true }))
            .Expect(ExitCode.Released);
        Assert.Equal("second key", await ReadKeyAsync());

        var refused = (await ShopOnTarget.RunAsync(bare with { Image = first.Image, Version = "rotation-2" })).Expect(ExitCode.Usage);
        Assert.Contains("secrets.shop-db-password", refused.All, StringComparison.Ordinal);
        Assert.Contains($"secrets.{GivenSecrets.KeyName}", refused.All, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task A_renewed_certificate_is_delivered_without_a_switch_and_no_other_command_takes_it_away()
    {
        shop.Give("first key");
        shop.Certify("first");
        var deployment = await shop.DeploymentOfAsync("certificate-1");
        (await ShopOnTarget.RunAsync(deployment)).Expect(ExitCode.Released);
        Assert.Equal("CN=first", await ReadSubjectAsync());
        var before = (await shop.ReadStatusAsync()).State.LiveRelease!;
        var containers = await shop.ReadSlotAsync(before.Slot);

        shop.Certify("second");
        await using (var deploying = ShopOnTarget.Start(deployment))
        {
            var ended = deploying.EndAsync();
            while (!ended.IsCompleted)
            {
                // Throws for a request that is not answered.
                Assert.Equal("certificate-1", (await shop.AskAsync()).Version);
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, CancellationToken.None);
            }

            Assert.Contains("Another certificate is given", (await ended).Expect(ExitCode.Released).All, StringComparison.Ordinal);
        }

        Assert.Equal("CN=second", await ReadSubjectAsync());
        Assert.Equal(before.Number, (await shop.ReadStatusAsync()).State.LiveRelease!.Number);
        Assert.Equal(containers, await shop.ReadSlotAsync(before.Slot));

        (await ShopOnTarget.RunAsync(shop.Without(shop.Assignment) with { Command = Command.Rollback })).Expect(ExitCode.Released);
        Assert.Equal("CN=second", await ReadSubjectAsync());
    }

    private async Task<string> ReadKeyAsync() => string.Concat(await DockerClient.RunAsync(
        "exec", shop.Names.Slot("web", (await shop.ReadStatusAsync()).State.Live!.Value), "cat",
        $"{SecretFile.Folder}/{GivenSecrets.KeyName}"));

    private async Task<string> ReadSubjectAsync()
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", shop.TlsPort, CancellationToken.None);
        var subject = "";
        await using var stream = new SslStream(socket.GetStream(), leaveInnerStreamOpen: false, (_, shown, _, _) =>
        {
            subject = shown?.Subject ?? "";
            return subject is "CN=first" or "CN=second";
        });
        await stream.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = "localhost", AllowTlsResume = false }, CancellationToken.None);
        return subject;
    }
}
