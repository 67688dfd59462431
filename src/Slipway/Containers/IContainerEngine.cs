namespace Slipway.Containers;

/// <summary>
/// What Slipway asks of a container engine. Every operation is idempotent, so that a plan can be run again after it was killed half-way:
/// creating what exists with the same description, or removing what is gone, succeeds. An engine that does not answer is reported as an
/// <see cref="EngineUnreachableException"/>.
/// </summary>
public interface IContainerEngine
{
    /// <summary>Where the engine is, for messages: <c>unix:///var/run/docker.sock</c>.</summary>
    string Endpoint { get; }

    /// <summary>The containers of this engine.</summary>
    IContainers Containers { get; }

    /// <summary>The images of this engine, which all applications on it share.</summary>
    IImages Images { get; }

    /// <summary>The networks of this engine.</summary>
    INetworks Networks { get; }

    /// <summary>The volumes of this engine: what outlives containers.</summary>
    IVolumes Volumes { get; }
}
