namespace Slipway.Containers;

/// <summary>A container that something was to be done with is not there.</summary>
/// <param name="name">The container's name or id.</param>
/// <param name="operation">What was to be done with it, to follow "to": <c>start</c>.</param>
public sealed class ContainerMissingException(string name, string operation)
    : SlipwayException($"There is no container {name} to {operation}.")
{
    /// <summary>The container's name or id.</summary>
    public string Name { get; } = name;
}
