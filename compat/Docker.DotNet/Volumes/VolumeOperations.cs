using Docker.DotNet.Http;
using Docker.DotNet.Models;

namespace Docker.DotNet;

internal sealed class VolumeOperations(DockerClient client) : IVolumeOperations
{
    public Task<VolumesListResponse> ListAsync(CancellationToken cancellationToken = default) => ListAsync(null, cancellationToken);

    public Task<VolumesListResponse> ListAsync(VolumesListParameters parameters, CancellationToken cancellationToken = default) =>
        client.SendAsync<VolumesListResponse>(EngineRequest.Get("volumes", parameters), cancellationToken);

    public Task<VolumeResponse> CreateAsync(VolumesCreateParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return client.SendAsync<VolumeResponse>(EngineRequest.PostJson("volumes/create", parameters), cancellationToken);
    }

    public Task<VolumeResponse> InspectAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return client.SendAsync<VolumeResponse>(EngineRequest.Get($"volumes/{name}"), cancellationToken);
    }

    public Task RemoveAsync(string name, bool? force = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return client.SendAsync(EngineRequest.Delete($"volumes/{name}") with { Query = force == true ? "force=1" : "" }, cancellationToken);
    }
}
