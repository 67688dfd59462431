using Slipway.Containers;

namespace Slipway.Hosts;

/// <summary>
/// The engine as one owner may use it: only what carries the owner's label exists here. A stranger of the same name is not found, not
/// stopped and not removed; whatever would start it, write to it or mount it is refused. A container is acted on by its id once it was seen
/// to be the owner's, so that none that takes its name in between is hit.
/// </summary>
public sealed class OwnedEngine : IContainerEngine
{
    private readonly IContainerEngine engine;
    private readonly Owner owner;

    /// <summary>Asks the engine nothing yet.</summary>
    /// <param name="engine">The engine as it is, with everything of everybody.</param>
    /// <param name="owner">Whose things are to be seen.</param>
    public OwnedEngine(IContainerEngine engine, Owner owner)
    {
        (this.engine, this.owner) = (engine, owner);
        Containers = new OwnedContainers(engine, owner);
        Networks = new OwnedNetworks(engine.Networks, owner);
        Volumes = new OwnedVolumes(engine.Volumes, owner);
    }

    /// <inheritdoc/>
    public string Endpoint => engine.Endpoint;

    /// <inheritdoc/>
    public IContainers Containers { get; }

    /// <inheritdoc/>
    public IImages Images => engine.Images;

    /// <inheritdoc/>
    public INetworks Networks { get; }

    /// <inheritdoc/>
    public IVolumes Volumes { get; }

    /// <summary>Looks who has the names that are going to be used.</summary>
    /// <exception cref="SpecificationException">Strangers have some of them; all are named.</exception>
    internal async Task RefuseStrangersAsync(IEnumerable<Claim> claims, CancellationToken cancellationToken)
    {
        var faults = await Task.WhenAll(claims.Select(async claim =>
            owner.Describe(claim.Kind, claim.Name, await ReadLabelsAsync(claim, cancellationToken)) is { } reason
                ? new SpecificationFault(claim.Path, reason)
                : null));
        if (faults.OfType<SpecificationFault>().ToList() is { Count: > 0 } found)
        {
            throw new SpecificationException(found);
        }
    }

    private async Task<IReadOnlyDictionary<string, string>?> ReadLabelsAsync(Claim claim, CancellationToken cancellationToken) =>
        claim.Kind switch
    {
        ResourceKind.Container => (await engine.Containers.FindAsync(claim.Name, cancellationToken))?.Labels,
        ResourceKind.Volume => await engine.Volumes.FindLabelsAsync(claim.Name, cancellationToken),
        _ => await engine.Networks.FindLabelsAsync(claim.Name, cancellationToken),
    };
}
