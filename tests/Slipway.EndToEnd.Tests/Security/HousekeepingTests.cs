using Slipway.EndToEnd.Deployer;
using Slipway.EndToEnd.Tests.Target;
using Slipway.Hosts;

namespace Slipway.EndToEnd.Tests.Security;

/// <summary>Pruning, `Cleanup` and `Reset` beside strangers whose names are as like as names can be.</summary>
public sealed class HousekeepingTests(ShopWithoutWorker shop) : IClassFixture<ShopWithoutWorker>
{
    private const int MoreThanTheRetention = 4;

    [EngineFact]
    public async Task Pruning_cleanup_and_reset_touch_nothing_that_is_not_the_applications_own()
    {
        var first = await shop.GoodImageAsync("v1");
        var strangers = await MakeStrangersAsync(first);
        try
        {
            for (var release = 0; release < MoreThanTheRetention; release++)
            {
                (await shop.DeployAsync($"kept-{release}")).Expect(ExitCode.Released);
            }

            (await RunningProcess.RunAsync("docker", ["image", "inspect", first])).Expect(1);
            await ExpectThereAsync(strangers);

            (await ShopOnTarget.RunAsync(shop.Assignment with { Command = Command.Cleanup })).Expect(ExitCode.Released);
            await ExpectThereAsync(strangers);

            await shop.ResetAsync();
            Assert.Empty(await DockerClient.ListAsync($"{ResourceNames.ApplicationLabel}={shop.Name}"));
            await ExpectThereAsync(strangers);
        }
        finally
        {
            foreach (var (kind, name) in strangers)
            {
                await RunningProcess.RunAsync("docker", [kind, "rm", .. kind is "network" ? Array.Empty<string>() : ["--force"], name]);
            }
        }
    }

    private static async Task ExpectThereAsync(IEnumerable<(string Kind, string Name)> strangers)
    {
        foreach (var (kind, name) in strangers)
        {
            (await RunningProcess.RunAsync("docker", [kind, "inspect", name])).Expect(0);
        }
    }

    /// <summary>In the order in which they can be removed.</summary>
    private async Task<IReadOnlyList<(string Kind, string Name)>> MakeStrangersAsync(string pruned)
    {
        var other = $"{shop.Name}2";
        var image = await shop.Images.GoodAsync($"{shop.Name}-stranger");
        string[][] labels =
        [
            [
                "--label", $"{ResourceNames.ApplicationLabel}={other}", "--label", $"{ResourceNames.SlotLabel}=blue", "--label",
                $"{ResourceNames.RoleLabel}=courier",
            ],
            ["--label", $"x.{ResourceNames.ApplicationLabel}={shop.Name}"],
            [],
        ];
        var strangers = new List<(string, string)>();
        foreach (var (name, label) in new[] { $"{other}-web-green", $"{shop.Name}-web", $"{shop.Name}-web-green-old" }.Zip(labels))
        {
            await DockerClient.RunAsync(["run", "--detach", "--name", name, .. label, "--entrypoint", "sleep", image, "infinity"]);
            strangers.Add(("container", name));
        }

        foreach (var (name, label) in new[] { $"{other}-slipway", $"{shop.Name}-slipway-backup", $"{shop.Name}-web-blue-secrets2" }
            .Zip(labels))
        {
            await DockerClient.RunAsync(["volume", "create", .. label, name]);
            strangers.Add(("volume", name));
        }

        foreach (var (name, label) in new[] { other, $"{shop.Name}-network" }.Zip(labels))
        {
            await DockerClient.RunAsync(["network", "create", .. label, name]);
            strangers.Add(("network", name));
        }

        // In the repository of the application's own images, and in one whose name begins as theirs does.
        strangers.Add(("image", image));
        var alike = $"{shop.Images.Registry}/shop2:{shop.Name}";
        await DockerClient.RunAsync("tag", image, alike);
        strangers.Add(("image", alike));

        // Somebody keeps an image of the application that is going to be pruned, under a name of their own.
        var kept = $"{shop.Name}-archive/shop:kept";
        await DockerClient.RunAsync("tag", pruned, kept);
        strangers.Add(("image", kept));
        return strangers;
    }
}
