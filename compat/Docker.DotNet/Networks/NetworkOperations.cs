using Docker.DotNet.Http;
using Docker.DotNet.Models;

namespace Docker.DotNet;

internal sealed class NetworkOperations(DockerClient client) : INetworkOperations
{
    public Task<IList<NetworkResponse>> ListNetworksAsync(
        NetworksListParameters parameters = null, CancellationToken cancellationToken = default) =>
        client.SendAsync<IList<NetworkResponse>>(EngineRequest.Get("networks", parameters), cancellationToken);

    public Task<NetworksCreateResponse> CreateNetworkAsync(
        NetworksCreateParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return client.SendAsync<NetworksCreateResponse>(EngineRequest.PostJson("networks/create", parameters), cancellationToken);
    }

    public Task<NetworkResponse> InspectNetworkAsync(string id, CancellationToken cancellationToken = default) =>
        client.SendAsync<NetworkResponse>(Of(id, path => EngineRequest.Get(path)), cancellationToken);

    public Task ConnectNetworkAsync(string id, NetworkConnectParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return client.SendAsync(Of(id, path => EngineRequest.PostJson($"{path}/connect", parameters)), cancellationToken);
    }

    public Task DisconnectNetworkAsync(string id, NetworkDisconnectParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return client.SendAsync(Of(id, path => EngineRequest.PostJson($"{path}/disconnect", parameters)), cancellationToken);
    }

    public Task DeleteNetworkAsync(string id, CancellationToken cancellationToken = default) =>
        client.SendAsync(Of(id, path => EngineRequest.Delete(path)), cancellationToken);

    private static EngineRequest Of(string id, Func<string, EngineRequest> request)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return request($"networks/{id}") with { NotFound = (status, body) => new DockerNetworkNotFoundException(status, body) };
    }
}
