namespace Slipway.Containers;

/// <summary>The command that a <see cref="IContainerSession"/> speaks with has ended.</summary>
/// <param name="command">Which, and in which container.</param>
/// <param name="standardError">What it wrote to standard error; empty for nothing.</param>
/// <param name="cause">The broken connection, when that is what was seen of it.</param>
public sealed class SessionEndedException(string command, string standardError, Exception? cause = null)
    : SlipwayException($"{command} has ended{(standardError.Length == 0 ? "" : $"; it said: {standardError}")}", cause)
{
    /// <summary>What the command wrote to standard error; empty for nothing.</summary>
    public string StandardError { get; } = standardError;
}
