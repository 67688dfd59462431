using Slipway.Containers;

namespace Slipway.EndToEnd.Deployer.Killing;

/// <summary>A real engine whose held sessions kill this process at one journal entry.</summary>
internal sealed class KillingEngine(IContainerEngine engine, KillPoint point) : IContainerEngine
{
    public string Endpoint => engine.Endpoint;

    public IContainers Containers { get; } = new KillingContainers(engine.Containers, point);

    public IImages Images => engine.Images;

    public INetworks Networks => engine.Networks;

    public IVolumes Volumes => engine.Volumes;
}
