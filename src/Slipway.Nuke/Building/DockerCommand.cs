using Serilog;
using Slipway.Docker.Hosting;

namespace Slipway.Nuke.Building;

/// <summary>
/// The docker client that builds: the first on the path that has BuildKit, else the first at all, with a warning. A client from version 23
/// on needs its buildx plugin for BuildKit; an older one has it built in.
/// </summary>
/// <param name="Path">Path of the program.</param>
/// <param name="BuildKit">Whether it can build with BuildKit.</param>
internal sealed record DockerCommand(string Path, bool BuildKit)
{
    private const int FirstThatNeedsBuildx = 23;

    private static readonly Lazy<DockerCommand> Found = new(() => Find(Environment.GetEnvironmentVariable("PATH") ?? ""));

    /// <exception cref="HostProgramException">There is no docker client.</exception>
    public static DockerCommand Instance => Found.Value;

    /// <summary>Whether there is a docker client at all.</summary>
    public static bool IsInstalled => Clients(Environment.GetEnvironmentVariable("PATH") ?? "").Any();

    /// <summary>Environment that makes the client use what it has.</summary>
    public string BuildKitSwitch => BuildKit ? "1" : "0";

    /// <param name="path">Folders, separated as in the variable <c>PATH</c>.</param>
    /// <exception cref="HostProgramException">There is no docker client in them.</exception>
    internal static DockerCommand Find(string path)
    {
        var clients = Clients(path).ToList();
        if (clients.Count == 0)
        {
            throw new HostProgramException(
                "docker", "No docker client is on the PATH. Install one (Debian: apt-get install docker.io) and run this again.");
        }

        if (clients.FirstOrDefault(HasBuildKit) is { } modern)
        {
            return new DockerCommand(modern, true);
        }

        Log.Warning("{Client} has no BuildKit (its buildx plugin is missing): building with the classic builder, which is slower",
            clients[0]);
        return new DockerCommand(clients[0], false);
    }

    private static IEnumerable<string> Clients(string path) => path.Split(System.IO.Path.PathSeparator)
        .Select(folder => System.IO.Path.Combine(folder, OperatingSystem.IsWindows() ? "docker.exe" : "docker"))
        .Where(File.Exists).Distinct(StringComparer.Ordinal);

    private static bool HasBuildKit(string client) =>
        Command.Run(client, ["buildx", "version"]).ExitCode == 0
        || (Command.Run(client, ["--version"]).Output.Split(' ') is [_, _, var version, ..]
            && int.TryParse(version.Split('.')[0], out var major) && major < FirstThatNeedsBuildx && major >= 19);
}
