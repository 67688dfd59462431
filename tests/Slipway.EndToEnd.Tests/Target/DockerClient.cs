using System.Text.Json;

namespace Slipway.EndToEnd.Tests.Target;

/// <summary>Docker's own client: what it shows was not seen through the code under test.</summary>
internal static class DockerClient
{
    private static readonly Dictionary<string, string> ClassicBuilder = new(StringComparer.Ordinal) { ["DOCKER_BUILDKIT"] = "0" };

    public static async Task<IReadOnlyList<string>> RunAsync(params IReadOnlyList<string> arguments) =>
        (await RunningProcess.RunAsync("docker", arguments, ClassicBuilder)).Expect(0).Output;

    /// <summary>What the engine knows of containers, images, volumes or networks.</summary>
    public static async Task<IReadOnlyList<JsonElement>> InspectAsync(string kind, params IReadOnlyList<string> names)
    {
        using var document = JsonDocument.Parse(string.Concat(await RunAsync([kind, "inspect", .. names])));
        return [.. document.RootElement.Clone().EnumerateArray()];
    }

    /// <summary>Ends a container's first process as a crash would: the engine was not asked to, and restarts it if it is told to.</summary>
    public static async Task CrashAsync(string container)
    {
        var pid = (await InspectAsync("container", container)).Single().GetProperty("State").GetProperty("Pid").GetInt32();
        (await RunningProcess.RunAsync("kill", ["-s", "KILL", $"{pid}"])).Expect(0);
    }

    /// <summary>Removes all images that carry a label, with all their names, those without a name too.</summary>
    public static async Task RemoveImagesAsync(string label)
    {
        var images = await RunAsync("images", "--quiet", "--no-trunc", "--filter", $"label={label}");
        if (images.Count > 0)
        {
            await RunAsync(["image", "rm", "--force", .. images.Distinct(StringComparer.Ordinal)]);
        }
    }

    /// <summary>Names of all containers, volumes and networks that carry a label.</summary>
    public static async Task<IReadOnlyList<string>> ListAsync(string label) =>
    [
        .. (await RunAsync("ps", "--all", "--filter", $"label={label}", "--format", "{{.Names}}")).Select(name => $"container {name}"),
        .. (await RunAsync("volume", "ls", "--filter", $"label={label}", "--format", "{{.Name}}")).Select(name => $"volume {name}"),
        .. (await RunAsync("network", "ls", "--filter", $"label={label}", "--format", "{{.Name}}")).Select(name => $"network {name}"),
    ];
}
