using Slipway.Containers;

namespace Slipway.Tests.Recording;

/// <summary>One process's connection to the engine.</summary>
internal sealed class RecordingEngine(RecordingTarget target, Fate fate) : IContainerEngine
{
    public string Endpoint => "memory";

    public IContainers Containers { get; } = new RecordingContainers(target, fate);

    public IImages Images { get; } = new RecordingImages(target, fate);

    public INetworks Networks { get; } = new RecordingNetworks(target, fate);

    public IVolumes Volumes { get; } = new RecordingVolumes(target, fate);
}
