using System.Diagnostics;
using System.Text;
using Slipway.EndToEnd.Deployer;
using Slipway.EndToEnd.Tests.Running;
using Slipway.EndToEnd.Tests.Target;
using Slipway.Releases;
using Slipway.Secrets;

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

        await using var watch = new ProcessWatch();
        (string What, Ended Ended)[] ended =
        [
            ("first release", shop.First),
            ("release", (await RunAsync(second)).Expect(ExitCode.Released)),
            ("rollback", (await RunAsync(shop.Assignment with { Command = Command.Rollback })).Expect(ExitCode.Released)),
            ("failed release", (await RunAsync(shop.Assignment with { Version = "bad", Image = unready, HealthSeconds = 3 })).Expect(ExitCode.Failed)),
            ("refused pull", (await RunAsync(shop.Assignment with { Version = "bad", Image = NowhereAt(second.Image!) })).Expect(ExitCode.Failed)),
        ];
        var processes = await watch.StopAsync();

        var found = new List<string>();
        void Look(string where, string text)
        {
            if (shop.Planted.FindIn(text) is { } secret)
            {
                found.Add($"{secret} in {where}");
            }
        }

        foreach (var (what, end) in ended)
        {
            Look($"the output of the {what}", end.All);
        }

        Assert.Contains(processes, text => text.Contains("Slipway.EndToEnd.Deployer", StringComparison.Ordinal) && text.Contains(shop.Name, StringComparison.Ordinal));
        foreach (var process in processes)
        {
            Look("arguments or environment of a process", process);
        }

        found.AddRange(shop.Planted.FindBelow(shop.TemporaryFolder));
        foreach (var (where, text) in await ReadEngineAsync(since))
        {
            Look(where, text);
        }

        found.AddRange(await SearchVolumesAsync());
        found.AddRange(await SearchImagesAsync());
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [EngineFact]
    public async Task Containers_that_need_a_secret_read_it_from_a_file_that_nobody_else_reads()
    {
        var live = (await shop.ReadStatusAsync()).State.Live!.Value;
        (string Container, string File, string Value)[] expected =
        [
            (shop.Names.Slot("web", live), "shop-db-password", shop.Given.Password),
            (shop.Names.Slot("web", live), GivenSecrets.KeyName, shop.Given.Key),
            (shop.Names.Slot("worker", live), "shop-db-password", shop.Given.Password),
            (shop.Names.SharedService("database"), "shop-db-password", shop.Given.Password),
        ];
        foreach (var (container, file, value) in expected)
        {
            var path = $"{SecretFile.Folder}/{file}";
            Assert.Equal(value.TrimEnd(), string.Join('\n', await DockerClient.RunAsync("exec", container, "cat", path)).TrimEnd());
            Assert.Equal("400 10001 10001", (await DockerClient.RunAsync("exec", container, "stat", "--format", "%a %u %g", path)).Single());
            (await RunningProcess.RunAsync("docker", ["exec", "--user", "0", container, "rm", path])).Expect(1);
        }

        Assert.DoesNotContain(GivenSecrets.KeyName, await DockerClient.RunAsync("exec", shop.Names.Slot("worker", live), "ls", SecretFile.Folder));
    }

    /// <summary>A search that finds nothing must be one that would find something.</summary>
    [EngineFact]
    public void Search_finds_a_secret_in_every_form_and_across_the_pieces_of_a_stream()
    {
        var password = Encoding.UTF8.GetBytes(shop.Given.Password);
        foreach (var form in new[] { shop.Given.Password, Convert.ToHexString(password), Convert.ToBase64String(password), $"x{shop.Given.Key.Split('\n')[1]}x" })
        {
            Assert.NotNull(shop.Planted.FindIn($"before {form} after"));
        }

        Assert.Null(shop.Planted.FindIn(shop.Given.Password[1..]));
    }

    [EngineFact]
    public async Task Search_of_a_stream_finds_what_two_pieces_share()
    {
        var padding = new byte[(1 << 20) - 5];
        using var stream = new MemoryStream([.. padding, .. Encoding.UTF8.GetBytes(shop.Given.Password), .. padding]);
        Assert.NotNull((await shop.Planted.FindInAsync(stream)).Found);
    }

    private static string NowhereAt(string image) => $"{image[..image.IndexOf('@', StringComparison.Ordinal)]}@sha256:{new string('0', 64)}";

    private async Task<Ended> RunAsync(Assignment assignment)
    {
        await using var process = ShopOnTarget.Start(assignment, new Dictionary<string, string>(StringComparer.Ordinal) { ["TMPDIR"] = shop.TemporaryFolder });
        return await process.EndAsync();
    }

    /// <summary>All that the engine shows: containers, networks, volumes, logs, changed files, and the events, which hold the arguments of every command that was run in a container.</summary>
    private async Task<IReadOnlyList<(string Where, string Text)>> ReadEngineAsync(long since)
    {
        var label = $"label={ResourceNames.ApplicationLabel}={shop.Name}";
        var containers = await DockerClient.RunAsync("ps", "--all", "--quiet", "--filter", label);
        Assert.True(containers.Count >= 5, "keeper, router, database, web and worker are there");
        var events = await DockerClient.RunAsync("events", "--since", $"{since}", "--until", $"{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()}", "--format", "{{json .}}");
        Assert.Contains(events, line => line.Contains("exec_create: perl", StringComparison.Ordinal));
        var read = new List<(string, string)>
        {
            ("the engine's events", string.Join('\n', events)),
            ("docker inspect", string.Join('\n', await DockerClient.RunAsync(["inspect", .. containers]))),
            ("docker network inspect", string.Join('\n', await DockerClient.RunAsync("network", "inspect", shop.Names.Network))),
            ("docker volume inspect", string.Join('\n', await DockerClient.RunAsync(["volume", "inspect", .. await DockerClient.RunAsync("volume", "ls", "--quiet", "--filter", label)]))),
        };
        foreach (var container in containers)
        {
            read.Add(($"the log of {container}", (await RunningProcess.RunAsync("docker", ["logs", container])).All));
            // What a container wrote outside its volumes would be in its own layer: there is none but the places that something is mounted on.
            read.Add(($"the files of {container}", string.Join('\n', await DockerClient.RunAsync("diff", container))));
        }

        return read;
    }

    /// <summary>Journal, records and what else the keeper holds, and the router's files.</summary>
    private async Task<IReadOnlyList<string>> SearchVolumesAsync()
    {
        var copy = Directory.CreateTempSubdirectory("slipway-e2e-");
        try
        {
            await DockerClient.RunAsync("cp", $"{shop.Names.Keeper}:/slipway", Path.Combine(copy.FullName, "keeper"));
            await DockerClient.RunAsync("cp", $"{shop.Names.Router}:/var/lib/slipway", Path.Combine(copy.FullName, "router"));
            Assert.True(File.Exists(Path.Combine(copy.FullName, "keeper", "journal")), "the journal was copied");
            return shop.Planted.FindBelow(copy.FullName);
        }
        finally
        {
            copy.Delete(recursive: true);
        }
    }

    /// <summary>Every layer and the history of every image that the application runs from.</summary>
    private async Task<IReadOnlyList<string>> SearchImagesAsync()
    {
        var containers = await DockerClient.RunAsync("ps", "--all", "--quiet", "--filter", $"label={ResourceNames.ApplicationLabel}={shop.Name}");
        var images = (await DockerClient.RunAsync(["inspect", "--format", "{{.Image}}", .. containers])).Distinct(StringComparer.Ordinal).ToList();
        var found = new List<string>();
        foreach (var image in images)
        {
            if (shop.Planted.FindIn(string.Join('\n', await DockerClient.RunAsync("history", "--no-trunc", image))) is { } secret)
            {
                found.Add($"{secret} in the history of {image}");
            }
        }

        using var save = Process.Start(new ProcessStartInfo("docker", ["save", .. images]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var (inLayers, length) = await shop.Planted.FindInAsync(save.StandardOutput.BaseStream);
        await save.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        await save.WaitForExitAsync(CancellationToken.None);
        Assert.Equal(0, save.ExitCode);
        Assert.True(length > 100_000_000, $"only {length} bytes of images were searched");
        if (inLayers is not null)
        {
            found.Add($"{inLayers} in a layer of the images");
        }

        return found;
    }
}
