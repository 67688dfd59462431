using System.Text;
using Slipway.Applications;
using Slipway.EndToEnd.Deployer;
using Slipway.EndToEnd.Tests.Target;
using Slipway.Routing;

namespace Slipway.EndToEnd.Tests.Security;

/// <summary>Secrets that were given to a release are in the files of the containers that need them, and nowhere else.</summary>
public sealed class SecretsTests(ShopWithSecrets shop) : IClassFixture<ShopWithSecrets>
{
    [EngineFact]
    public async Task Release_rollback_and_failed_release_leave_no_secret_anywhere()
    {
        var since = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var unready = await shop.HideAsync(await shop.Images.NeverReadyAsync(), "never-ready");
        var second = await shop.DeploymentOfAsync("secret-2");

        await using var watch = new ProcessWatch(environments: true);
        (string What, Ended Ended)[] ended =
        [
            ("first release", shop.First),
            ("release", (await RunAsync(second)).Expect(ExitCode.Released)),
            ("rollback", (await RunAsync(shop.Assignment with { Command = Command.Rollback })).Expect(ExitCode.Released)),
            ("failed release",
                (await RunAsync(shop.Assignment with { Version = "bad", Image = unready, HealthSeconds = 3 })).Expect(ExitCode.Failed)),
            ("refused pull",
                (await RunAsync(shop.Assignment with { Version = "bad", Image = NowhereAt(second.Image!) })).Expect(ExitCode.Failed)),
        ];
        var processes = await watch.StopAsync();

        var search = new SecretSearch(shop.Names, shop.Planted, since);
        foreach (var (what, end) in ended)
        {
            search.LookAt($"the output of the {what}", end.All);
        }

        Assert.Contains(processes,
            text =>
                text.Contains("Slipway.EndToEnd.Deployer", StringComparison.Ordinal) && text.Contains(shop.Name, StringComparison.Ordinal));
        foreach (var process in processes)
        {
            search.LookAt("arguments or environment of a process", process);
        }

        search.LookBelow(shop.TemporaryFolder);
        await search.LookAtTargetAsync();
        search.ExpectNothing();
    }

    [EngineFact]
    public async Task Containers_that_need_a_secret_read_it_from_a_file_that_nobody_else_reads()
    {
        var live = (await shop.ReadStatusAsync()).State.Live!.Value;
        (string Container, string File, string Value)[] expected =
        [
            (shop.Names.Slot("web", live), "shop-db-password", shop.Given.Password!),
            (shop.Names.Slot("web", live), GivenSecrets.KeyName, shop.Given.Key!),
            (shop.Names.Slot("worker", live), "shop-db-password", shop.Given.Password!),
            (shop.Names.SharedService("database"), "shop-db-password", shop.Given.Password!),
        ];
        foreach (var (container, file, value) in expected)
        {
            var path = $"{SecretFile.Folder}/{file}";
            Assert.Equal(value.TrimEnd(), string.Join('\n', await DockerClient.RunAsync("exec", container, "cat", path)).TrimEnd());
            Assert.Equal("400 10001 10001",
                (await DockerClient.RunAsync("exec", container, "stat", "--format", "%a %u %g", path)).Single());
            (await RunningProcess.RunAsync("docker", ["exec", "--user", "0", container, "rm", path])).Expect(1);
        }

        Assert.DoesNotContain(GivenSecrets.KeyName,
            await DockerClient.RunAsync("exec", shop.Names.Slot("worker", live), "ls", SecretFile.Folder));
    }

    /// <summary>A search that finds nothing must be one that would find something.</summary>
    [EngineFact]
    public void Search_finds_a_secret_in_every_form_and_across_the_pieces_of_a_stream()
    {
        var password = Encoding.UTF8.GetBytes(shop.Given.Password!);
        foreach (var form in new[]
        {
            shop.Given.Password!, Convert.ToHexString(password), Convert.ToBase64String(password), $"x{shop.Given.Key!.Split('\n')[1]}x",
        })
        {
            Assert.NotNull(shop.Planted.FindIn($"before {form} after"));
        }

        Assert.Null(shop.Planted.FindIn(shop.Given.Password![1..]));
    }

    [EngineFact]
    public async Task Search_of_a_stream_finds_what_two_pieces_share()
    {
        var padding = new byte[(1 << 20) - 5];
        using var stream = new MemoryStream([.. padding, .. Encoding.UTF8.GetBytes(shop.Given.Password!), .. padding]);
        Assert.NotNull((await shop.Planted.FindInAsync(stream)).Found);
    }

    private static string NowhereAt(string image) =>
        $"{image[..image.IndexOf('@', StringComparison.Ordinal)]}@sha256:{new string('0', 64)}";

    private async Task<Ended> RunAsync(Assignment assignment)
    {
        await using var process = ShopOnTarget.Start(assignment,
            new Dictionary<string, string>(StringComparer.Ordinal) { ["TMPDIR"] = shop.TemporaryFolder });
        return await process.EndAsync();
    }
}
