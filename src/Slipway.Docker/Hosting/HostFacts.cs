using Slipway.Docker.Engine;
using Slipway.Docker.Engine.Transport;

namespace Slipway.Docker.Hosting;

/// <summary>What this machine is, as far as an engine on it is concerned.</summary>
/// <param name="IsLinux">Elsewhere engines come in virtual machines of their own.</param>
/// <param name="IsRoot">Whether this process may install and start services.</param>
/// <param name="HasPackageManager">Whether there is an apt-get.</param>
/// <param name="HasDaemon">Whether dockerd is installed.</param>
/// <param name="HasServiceManager">Whether systemd runs as this machine's service manager.</param>
internal sealed record HostFacts(bool IsLinux, bool IsRoot, bool HasPackageManager, bool HasDaemon, bool HasServiceManager)
{
    private static readonly string[] SystemFolders = ["/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin", "/sbin", "/bin"];

    public static HostFacts Read() => new(
        OperatingSystem.IsLinux(),
        Environment.IsPrivilegedProcess,
        HasProgram("apt-get"),
        HasProgram("dockerd"),
        Directory.Exists("/run/systemd/system"));

    /// <summary>What to do about an engine at <paramref name="endpoint"/> that does not answer.</summary>
    /// <param name="endpoint">As the engine names itself.</param>
    /// <param name="mayInstall">Whether packages may be installed. Starting what is installed needs no permission.</param>
    public EngineDecision Decide(string endpoint, bool mayInstall) => this switch
    {
        // Another socket or host was named on purpose: an engine that is started here would answer somewhere else.
        _ when !string.Equals(endpoint, EngineEndpoint.Default, StringComparison.Ordinal) => EngineDecision.ReportUnreachable,
        { IsLinux: false } => EngineDecision.ReportUnreachable,
        { HasDaemon: true, IsRoot: true } => EngineDecision.Start,
        { HasDaemon: true } => EngineDecision.ReportUnreachable,
        { IsRoot: true, HasPackageManager: true } when mayInstall => EngineDecision.InstallAndStart,
        _ => EngineDecision.AskForInstallation,
    };

    private static bool HasProgram(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Concat(SystemFolders)
            .Any(folder => File.Exists(Path.Combine(folder, name)));
}
