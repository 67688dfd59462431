namespace Slipway.Containers;

/// <summary>A container that should run does not, and is not going to: it was removed, or it dies at each start.</summary>
/// <param name="name">The container's name.</param>
/// <param name="expected">What was expected of it, to follow its name: <c>was expected to run</c>.</param>
/// <param name="observed">What is so instead, as a sentence without its full stop.</param>
/// <param name="state">The container as it was seen last; null when it is gone.</param>
/// <param name="lastLines">Its last log lines as the end of a message; empty when nothing is known.</param>
public sealed class ContainerNotRunningException(
    string name, string expected, string observed, ContainerState? state, string lastLines = "")
    : SlipwayException($"{name} {expected}; {observed}.{lastLines}")
{
    /// <summary>The container's name.</summary>
    public string Name { get; } = name;

    /// <summary>Null when the container is gone.</summary>
    public ContainerStatus? Status { get; } = state?.Status;

    /// <summary>The exit code of its last run; null while it runs, before it ran, or when it is gone.</summary>
    public int? ExitCode { get; } = state?.ExitCode;
}
