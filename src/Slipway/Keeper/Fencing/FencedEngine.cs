using Slipway.Containers;

namespace Slipway.Keeper.Fencing;

/// <summary>
/// The engine as a lock holder may use it: before each effect the keeper is asked whether the lock is still held. A process that slept (a
/// closed laptop, a network that was gone) finds out before it acts on a target that somebody else has changed since. Looking is free.
/// </summary>
internal sealed class FencedEngine(IContainerEngine engine, KeeperSession keeper) : IContainerEngine
{
    public string Endpoint => engine.Endpoint;

    public IContainers Containers { get; } = new FencedContainers(engine.Containers, keeper);

    public IImages Images { get; } = new FencedImages(engine.Images, keeper);

    public INetworks Networks { get; } = new FencedNetworks(engine.Networks, keeper);

    public IVolumes Volumes { get; } = new FencedVolumes(engine.Volumes, keeper);
}
