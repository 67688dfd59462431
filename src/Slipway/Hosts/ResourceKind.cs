namespace Slipway.Hosts;

/// <summary>What can be owned on an engine. Images are shared, by their digests.</summary>
internal enum ResourceKind
{
    Container,
    Volume,
    Network,
}
