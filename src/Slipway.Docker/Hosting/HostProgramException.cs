namespace Slipway.Docker.Hosting;

/// <summary>A program of this machine is missing, can't be started, or failed.</summary>
/// <param name="program">The program's name.</param>
/// <param name="message">What was being done, what was observed, what to do.</param>
/// <param name="cause">Why it could not be started; null when it could.</param>
public sealed class HostProgramException(string program, string message, Exception? cause = null) : SlipwayException(message, cause)
{
    /// <summary>The program's name.</summary>
    public string Program { get; } = program;

    /// <summary>What it ended with; null when it did not run.</summary>
    public int? ExitCode { get; init; }
}
