using Docker.DotNet.Models;

namespace Slipway.Docker.Engine;

/// <summary>
/// How the engine keeps what a container says. Its own way (<c>json-file</c>) has no bound, and a log that grows for a year fills the disk
/// of the host: so each container has at most 3 files of 10 MB, the oldest given up first. An engine that was told another way keeps to it:
/// <c>local</c> has a bound of its own, and what goes to a journal or a collector is theirs to bound.
/// </summary>
internal sealed class LogRule(DockerConnection connection)
{
    public const string Driver = "json-file";
    public const string FileSize = "10m";
    public const string Files = "3";

    private string? driver;

    /// <summary>What a new container is told; null leaves it to the engine. The engine is asked once.</summary>
    public async Task<LogConfig?> ChooseAsync(CancellationToken cancellationToken)
    {
        driver ??= (await connection.CallAsync(
            "tell how it keeps logs", (engine, token) => engine.System.GetSystemInfoAsync(token), cancellationToken)).LoggingDriver ?? "";
        return string.Equals(driver, Driver, StringComparison.Ordinal)
            ? new LogConfig
            {
                Type = Driver,
                Config = new Dictionary<string, string>(StringComparer.Ordinal) { ["max-size"] = FileSize, ["max-file"] = Files },
            }
            : null;
    }
}
