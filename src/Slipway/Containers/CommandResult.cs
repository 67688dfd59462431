namespace Slipway.Containers;

/// <summary>How a command inside a container ended.</summary>
/// <param name="ExitCode">0 for success, by custom; 0 to 255.</param>
/// <param name="StandardOutput">All that it printed, line ends included.</param>
/// <param name="StandardError">All that it wrote to standard error.</param>
public sealed record CommandResult(int ExitCode, string StandardOutput, string StandardError);
