using System.Globalization;
using Slipway.EndToEnd.Tests.Reliability;
using Slipway.EndToEnd.Tests.Target;

namespace Slipway.EndToEnd.Tests.Releases;

/// <summary>Two deployers of one application.</summary>
public sealed class LockTests(ShopWithoutWorker shop) : IClassFixture<ShopWithoutWorker>
{
    [EngineFact]
    public async Task Second_deployer_ends_with_3_and_names_the_first()
    {
        await using var first = ShopOnTarget.Start(await EndlessAsync());
        Assert.True(await first.ReadUntilAsync("started: Wait until the"));

        var second = (await shop.DeployAsync("second")).Expect(ExitCode.Locked);
        var rollback = (await shop.RollbackAsync()).Expect(ExitCode.Locked);

        Assert.Contains($"deployer {first.Id.ToString(CultureInfo.InvariantCulture)}@{Environment.MachineName} is deploying {shop.Name}",
            second.Error, StringComparison.Ordinal);
        Assert.Contains("since ", rollback.Error, StringComparison.Ordinal);
        Assert.NotNull((await shop.ReadStatusAsync()).Holder);

        await first.SignalAsync("TERM");
        (await first.EndAsync()).Expect(ExitCode.Interrupted);
        (await shop.DeployAsync("after-the-first")).Expect(ExitCode.Released);
        await shop.ExpectAtRestAsync("after-the-first");
    }

    [EngineFact]
    [Fault("The holder of the lock is killed",
        Served = "the old version",
        Said = "others: 3 until the engine has closed the session, a moment later",
        Converged = "the next `Deploy`")]
    public async Task Lock_of_a_killed_deployer_does_not_outlive_it()
    {
        await using var killed = ShopOnTarget.Start(await EndlessAsync());
        Assert.True(await killed.ReadUntilAsync("started: Wait until the"));
        await killed.SignalAsync("KILL");
        (await killed.EndAsync()).Expect(137);

        await shop.AwaitUnlockedAsync();
        (await shop.DeployAsync("after-the-killed")).Expect(ExitCode.Released);
        await shop.ExpectAtRestAsync("after-the-killed");
    }

    [EngineFact]
    public async Task Deploy_shows_no_secret_in_its_process_its_output_or_any_container()
    {
        await using var deployer = ShopOnTarget.Start(await EndlessAsync());
        Assert.True(await deployer.ReadUntilAsync("started: Wait until the"));
        var process = $"/proc/{deployer.Id.ToString(CultureInfo.InvariantCulture)}";
        var seen = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["command line"] = await File.ReadAllTextAsync($"{process}/cmdline", CancellationToken.None),
            ["environment"] = await File.ReadAllTextAsync($"{process}/environ", CancellationToken.None),
        };
        var containers = await DockerClient.RunAsync("ps", "--all", "--quiet", "--filter", $"label=slipway.application={shop.Name}");
        seen["docker inspect"] = string.Join('\n', await DockerClient.RunAsync(["inspect", .. containers]));
        foreach (var container in containers)
        {
            var log = await RunningProcess.RunAsync("docker", ["logs", container]);
            seen[$"log of {container}"] = log.All;
        }

        await deployer.SignalAsync("TERM");
        seen["output"] = (await deployer.EndAsync()).All;

        var secret = await shop.ReadStateFileAsync("secrets/shop-db-password");
        seen["journal"] = (await shop.ReadStateFileAsync("journal"))!;
        Assert.NotNull(secret);
        Assert.NotEmpty(containers);
        Assert.All(seen,
            place => Assert.False(place.Value.Contains(secret, StringComparison.Ordinal), $"the password is to be read in: {place.Key}"));
    }

    /// <summary>A version that starts to serve after an hour.</summary>
    private async Task<Deployer.Assignment> EndlessAsync() => shop.Assignment with
    {
        Version = "endless",
        Image = await shop.Images.BeforeAsync("web", "sleep 3600", "endless"),
        HealthSeconds = 600,
    };
}
