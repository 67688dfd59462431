using System.Globalization;
using Slipway.Containers;

namespace Slipway.Docker.Engine;

/// <summary>
/// The registries on the engine's loopback that Slipway itself started. Any other registry is somebody's, and nothing is taken from it.
/// </summary>
internal sealed class OwnRegistries(DockerConnection connection)
{
    private const string Removed = "REMOVED ";
    private const string Busy = "BUSY ";

    private static readonly string Program = ReadProgram();

    private readonly DockerContainers containers = new(connection);

    /// <summary>Takes away what <paramref name="sweep"/> lets go, in each registry that its repositories are in.</summary>
    public async Task<(IReadOnlyList<string> Manifests, IReadOnlyList<string> Notes)> CollectAsync(
        ImageSweep sweep, CancellationToken cancellationToken)
    {
        var (manifests, notes) = (new List<string>(), new List<string>());
        var ports = sweep.Repositories.Concat(sweep.Dropped).Select(PortOf).OfType<int>().Distinct().Order().ToList();
        foreach (var port in ports)
        {
            var name = RegistryContainer.Name(port);
            if (await containers.FindAsync(name, cancellationToken) is not { Status: ContainerStatus.Running } found
                || !RegistryContainer.Owner.Owns(found.Labels))
            {
                continue;
            }

            var host = $"{RegistryContainer.Loopback}:{port}/";
            var result = await containers.ExecuteAsync(found.Id, Command(sweep, host), cancellationToken);
            var lines = result.StandardOutput.Split('\n');
            manifests.AddRange(Told(lines, Removed).Select(manifest => host + manifest));
            notes.AddRange(Told(lines, Busy).Select(reason => Left(name, reason)));
            if (result.ExitCode != 0)
            {
                notes.Add(Left(name, result.StandardError.Trim()));
            }
        }

        return (manifests, notes);
    }

    private static string Left(string name, string reason) =>
        $"In the registry {name} what no release needs stays until the next time: {reason}.";

    private static IEnumerable<string> Told(IEnumerable<string> lines, string word) =>
        lines.Where(line => line.StartsWith(word, StringComparison.Ordinal)).Select(line => line[word.Length..]);

    private static string[] Command(ImageSweep sweep, string host) =>
    [
        "perl", "-e", Program, RegistryContainer.Storage, RegistryContainer.Configuration,
        RegistryContainer.InnerPort.ToString(CultureInfo.InvariantCulture),
        ((long)sweep.Grace.TotalSeconds).ToString(CultureInfo.InvariantCulture), sweep.Latest ? "1" : "0",
        sweep.OnlyLook ? "1" : "0",
        .. Within(host, sweep.Repositories, "repository"), .. Within(host, sweep.Kept, "keep"), .. Within(host, sweep.Dropped, "drop"),
    ];

    private static IEnumerable<string> Within(string host, IEnumerable<string> names, string word) => names
        .Where(name => name.StartsWith(host, StringComparison.Ordinal))
        .Select(name => $"{word}={name[host.Length..]}");

    private static int? PortOf(string name) => name.Split('/')[0].Split(':') is [RegistryContainer.Loopback, var written]
        && int.TryParse(written, CultureInfo.InvariantCulture, out var port) ? port : null;

    private static string ReadProgram()
    {
        using var stream = typeof(OwnRegistries).Assembly.GetManifestResourceStream("collect.pl")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
