using System.Diagnostics;
using Slipway.EndToEnd.Tests.Target;
using Slipway.Hosts;

namespace Slipway.EndToEnd.Tests.Security;

/// <summary>
/// Looks for planted secrets wherever a release leaves something: what was said, files, and all that the engine has of an application.
/// </summary>
/// <param name="since">The engine's events from this second of Unix time on are looked at.</param>
internal sealed class SecretSearch(ResourceNames names, PlantedSecrets planted, long since)
{
    private readonly List<string> found = [];

    private string Label => $"label={ResourceNames.ApplicationLabel}={names.Application}";

    public void LookAt(string where, string text)
    {
        if (planted.FindIn(text) is { } secret)
        {
            found.Add($"{secret} in {where}");
        }
    }

    public void LookBelow(string folder) => found.AddRange(planted.FindBelow(folder));

    public async Task LookAtTargetAsync()
    {
        await LookAtEngineAsync();
        await LookAtVolumesAsync();
        await LookAtImagesAsync();
    }

    public void ExpectNothing() => Assert.True(found.Count == 0, string.Join('\n', found));

    /// <summary>
    /// All that the engine shows: containers, networks, volumes, logs, changed files, and the events, which hold the arguments of every
    /// command that was run in a container.
    /// </summary>
    private async Task LookAtEngineAsync()
    {
        var containers = await DockerClient.RunAsync("ps", "--all", "--quiet", "--filter", Label);
        Assert.True(containers.Count >= 5, "keeper, router, database, web and worker are there");
        var events = await DockerClient.RunAsync("events", "--since", $"{since}", "--until",
            $"{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()}", "--format", "{{json .}}");
        Assert.Contains(events, line => line.Contains("exec_create: perl", StringComparison.Ordinal));
        LookAt("the engine's events", string.Join('\n', events));
        LookAt("docker inspect", string.Join('\n', await DockerClient.RunAsync(["inspect", .. containers])));
        LookAt("docker network inspect", string.Join('\n', await DockerClient.RunAsync("network", "inspect", names.Network)));
        LookAt("docker volume inspect",
            string.Join('\n',
                await DockerClient.RunAsync(
                    ["volume", "inspect", .. await DockerClient.RunAsync("volume", "ls", "--quiet", "--filter", Label)])));
        foreach (var container in containers)
        {
            LookAt($"the log of {container}", (await RunningProcess.RunAsync("docker", ["logs", container])).All);
            // What a container wrote outside its volumes would be in its own layer: there is none but the places that something is mounted
            // on.
            LookAt($"the files of {container}", string.Join('\n', await DockerClient.RunAsync("diff", container)));
        }
    }

    /// <summary>Journal, records and what else the keeper holds, and the router's files.</summary>
    private async Task LookAtVolumesAsync()
    {
        var copy = Directory.CreateTempSubdirectory("slipway-e2e-");
        try
        {
            await DockerClient.RunAsync("cp", $"{names.Keeper}:/slipway", Path.Combine(copy.FullName, "keeper"));
            await DockerClient.RunAsync("cp", $"{names.Router}:/var/lib/slipway", Path.Combine(copy.FullName, "router"));
            Assert.True(File.Exists(Path.Combine(copy.FullName, "keeper", "journal")), "the journal was copied");
            // The store of secrets is the one place beside the containers' own volumes.
            var store = Directory.GetFiles(Path.Combine(copy.FullName, "keeper", "secrets"));
            Assert.Contains(store, file => planted.FindIn(File.ReadAllBytes(file)) is not null);
            Array.ForEach(store, File.Delete);

            LookBelow(copy.FullName);
        }
        finally
        {
            copy.Delete(recursive: true);
        }
    }

    /// <summary>Every layer and the history of every image that the application runs from.</summary>
    private async Task LookAtImagesAsync()
    {
        var containers = await DockerClient.RunAsync("ps", "--all", "--quiet", "--filter", Label);
        var images = (await DockerClient.RunAsync(["inspect", "--format", "{{.Image}}", .. containers])).Distinct(StringComparer.Ordinal)
            .ToList();
        foreach (var image in images)
        {
            LookAt($"the history of {image}", string.Join('\n', await DockerClient.RunAsync("history", "--no-trunc", image)));
        }

        using var save =
            Process.Start(new ProcessStartInfo("docker", ["save", .. images]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var (inLayers, length) = await planted.FindInAsync(save.StandardOutput.BaseStream);
        await save.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        await save.WaitForExitAsync(CancellationToken.None);
        Assert.Equal(0, save.ExitCode);
        Assert.True(length > 100_000_000, $"only {length} bytes of images were searched");
        if (inLayers is not null)
        {
            found.Add($"{inLayers} in a layer of the images");
        }
    }
}
