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

    IContainers Containers { get; }

    IImages Images { get; }

    INetworks Networks { get; }

    IVolumes Volumes { get; }
}
