using System.Net;
using Docker.DotNet.Models;
using Slipway.Containers;

namespace Slipway.Docker.Engine;

/// <inheritdoc cref="INetworks"/>
internal sealed class DockerNetworks(DockerConnection connection) : INetworks
{
    public async Task EnsureAsync(string name, IReadOnlyDictionary<string, string> labels, CancellationToken cancellationToken)
    {
        if (await FindAsync(name, cancellationToken) is not null)
        {
            return;
        }

        try
        {
            await connection.CallAsync(
                $"create the network {name}",
                (engine, token) => engine.Networks.CreateNetworkAsync(
                    new NetworksCreateParameters
                    {
                        Name = name,
                        Driver = "bridge",
                        CheckDuplicate = true,
                        Labels = labels.ToDictionary(StringComparer.Ordinal),
                    },
                    token),
                cancellationToken);
        }
        catch (RefusedCallException refused) when (refused.Status is HttpStatusCode.Conflict)
        {
            // Another command made it in the meantime.
        }
    }

    public async Task<IReadOnlyDictionary<string, string>?> FindLabelsAsync(string name, CancellationToken cancellationToken) =>
        await FindAsync(name, cancellationToken) is { } network ? Labels.From(network.Labels) : null;

    public async Task RemoveAsync(string name, CancellationToken cancellationToken)
    {
        if (await FindAsync(name, cancellationToken) is not { } network)
        {
            return;
        }

        try
        {
            await connection.CallAsync(
                $"remove the network {name}", (engine, token) => engine.Networks.DeleteNetworkAsync(network.ID, token), cancellationToken);
        }
        catch (RefusedCallException refused) when (refused.Status is HttpStatusCode.NotFound)
        {
            // Another command removed it in the meantime.
        }
    }

    private async Task<NetworkResponse?> FindAsync(string name, CancellationToken cancellationToken)
    {
        // The filter matches parts of names.
        var networks = await connection.CallAsync(
            $"look up the network {name}",
            (engine, token) => engine.Networks.ListNetworksAsync(
                new NetworksListParameters
                {
                    Filters = new Dictionary<string, IDictionary<string, bool>>(StringComparer.Ordinal)
                    {
                        ["name"] = new Dictionary<string, bool>(StringComparer.Ordinal) { [name] = true },
                    },
                },
                token),
            cancellationToken);
        return networks.FirstOrDefault(network => string.Equals(network.Name, name, StringComparison.Ordinal));
    }
}
