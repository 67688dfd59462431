using Slipway.Applications;
using Slipway.Containers;
using Slipway.Hosts;
using Slipway.Routing;

namespace Slipway.Routers.Hosting;

/// <summary>
/// Proves that ports of the engine's host can be published, by the engine itself: it publishes each for a container that ends at once.
/// Asked from anywhere else the answer would be that of another machine, or of another network.
/// </summary>
/// <param name="names">Whose address it is.</param>
/// <param name="settings">The address that is described.</param>
/// <param name="engine">The engine as the application has it.</param>
/// <param name="host">The same engine with everything on it: who else has the port is looked up there.</param>
internal sealed class AddressProof(ResourceNames names, RouterSettings settings, IContainerEngine engine, IContainerEngine host)
{
    /// <summary>What every image of a router is built on, so that nothing has to be built first.</summary>
    private const string Image = "debian:bookworm-slim";

    private const long MemoryBytes = 16 * ContainerSpec.Mebibyte;
    private static readonly string[] AboutAddresses = ["external connectivity", "ports are not available", "bind", "address", "port"];

    /// <param name="wanted">What is to be published.</param>
    /// <param name="held">What the application has open itself: whatever that excludes is left out.</param>
    /// <param name="cancellationToken">Ends the proof.</param>
    /// <exception cref="SpecificationException">Some can't be published; all of them are named.</exception>
    public async Task RequireAsync(
        IReadOnlyList<PublishedPort> wanted, IReadOnlyList<PublishedPort> held, CancellationToken cancellationToken)
    {
        var faults = new List<SpecificationFault>();
        foreach (var port in wanted.Where(port => !held.Any(port.Excludes)))
        {
            if (await TryAsync(port, cancellationToken) is { } refusal)
            {
                faults.Add(await DescribeAsync(port, refusal, cancellationToken));
            }
        }

        if (faults.Count > 0)
        {
            throw new SpecificationException(faults);
        }
    }

    /// <summary>Whether the engine's refusal is about what a container publishes.</summary>
    public static bool IsAbout(EngineRefusedException refused) =>
        Array.Exists(AboutAddresses, word => refused.Reason.Contains(word, StringComparison.OrdinalIgnoreCase));

    private async Task<EngineRefusedException?> TryAsync(PublishedPort port, CancellationToken cancellationToken)
    {
        // One that a killed process left behind has another port.
        await engine.Containers.RemoveAsync(names.AddressProof, cancellationToken);
        await engine.Containers.CreateAsync(Describe(port), cancellationToken);
        try
        {
            await engine.Containers.StartAsync(names.AddressProof, cancellationToken);
            return null;
        }
        catch (EngineRefusedException refused) when (IsAbout(refused))
        {
            return refused;
        }
        finally
        {
            await engine.Containers.RemoveAsync(names.AddressProof, CancellationToken.None);
        }
    }

    private ContainerSpec Describe(PublishedPort port) => new()
    {
        Name = names.AddressProof,
        Image = Image,
        Entrypoint = ["true"],
        Labels = names.With((ResourceNames.RoleLabel, ResourceNames.AddressProofRole)),
        Network = names.Network,
        Ports = [port],
        User = Edge.User,
        MemoryBytes = MemoryBytes,
        Restart = false,
    };

    private async Task<SpecificationFault> DescribeAsync(
        PublishedPort port, EngineRefusedException refused, CancellationToken cancellationToken)
    {
        var isTls = port.ContainerPort != IRouter.InnerPort && settings.Tls is not null;
        var path = refused.Reason.Contains("assign requested address", StringComparison.Ordinal) ? "router.address"
            : isTls ? "router.tls.port" : "router.port";
        return new SpecificationFault(
            path,
            $"{port.HostSide} can't be published on the engine's host: {await FindHolderAsync(port, cancellationToken)} "
            + $"Another one is expected, or that it is given up there. The engine says: {refused.Reason}");
    }

    private async Task<string> FindHolderAsync(PublishedPort port, CancellationToken cancellationToken)
    {
        var everything = await host.Containers.ListAsync(new Dictionary<string, string>(StringComparer.Ordinal), cancellationToken);
        var holder = everything.FirstOrDefault(container => container.HoldsPorts && container.Ports.Any(port.Excludes));
        return holder is null
            ? "no container of this engine has it, so a program on that host does, or the host has no such address."
            : $"the container {holder.Name} has it.";
    }
}
