namespace Slipway.Containers;

/// <summary>How a command inside a container ended.</summary>
public sealed record CommandResult(int ExitCode, string StandardOutput, string StandardError);
