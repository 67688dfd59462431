using Docker.DotNet.Http;
using Docker.DotNet.Models;

namespace Docker.DotNet;

internal sealed class SystemOperations(DockerClient client) : ISystemOperations
{
    public Task PingAsync(CancellationToken cancellationToken = default) => client.SendAsync(EngineRequest.Get("_ping"), cancellationToken);

    public Task<VersionResponse> GetVersionAsync(CancellationToken cancellationToken = default) =>
        client.SendAsync<VersionResponse>(EngineRequest.Get("version"), cancellationToken);

    public Task<SystemInfoResponse> GetSystemInfoAsync(CancellationToken cancellationToken = default) =>
        client.SendAsync<SystemInfoResponse>(EngineRequest.Get("info"), cancellationToken);

    public Task MonitorEventsAsync(
        ContainerEventsParameters parameters, IProgress<Message> progress, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(progress);
        return client.ReportEachAsync(EngineRequest.Get("events", parameters), progress, cancellationToken);
    }
}
