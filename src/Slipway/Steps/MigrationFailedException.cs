namespace Slipway.Steps;

/// <summary>The migration ended with another exit code than 0, or its container is gone.</summary>
/// <param name="container">The migration's container.</param>
/// <param name="exitCode">What it ended with; null when the container is gone.</param>
/// <param name="lastLines">Its last log lines as the end of a message.</param>
/// <param name="whyKilled">That it was killed for its memory, to follow its exit code; empty (the default) when it was not.</param>
public sealed class MigrationFailedException(string container, int? exitCode, string lastLines = "", string whyKilled = "")
    : SlipwayException(exitCode is null
    ? $"The migration failed: its container {container} is gone, removed by somebody else. How far the migration came is not known."
    : $"The migration failed: exit code 0 was expected, {exitCode} was observed{whyKilled}.{lastLines}")
{
    /// <summary>The migration's container.</summary>
    public string Container { get; } = container;

    /// <summary>What it ended with; null when the container is gone.</summary>
    public int? ExitCode { get; } = exitCode;
}
