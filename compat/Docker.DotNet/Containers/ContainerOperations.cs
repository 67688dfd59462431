using System.Net;
using System.Text;
using Docker.DotNet.Http;
using Docker.DotNet.Json;
using Docker.DotNet.Models;

namespace Docker.DotNet;

internal sealed class ContainerOperations(DockerClient client) : IContainerOperations
{
    public Task<IList<ContainerListResponse>> ListContainersAsync(
        ContainersListParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return client.SendAsync<IList<ContainerListResponse>>(EngineRequest.Get("containers/json", parameters), cancellationToken);
    }

    public Task<CreateContainerResponse> CreateContainerAsync(
        CreateContainerParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);

        // What can be missing here is the image, not the container.
        var request = EngineRequest.PostJson("containers/create", parameters) with
        {
            NotFound = (status, body) => new DockerImageNotFoundException(status, body),
        };
        return client.SendAsync<CreateContainerResponse>(request, cancellationToken);
    }

    public Task<ContainerInspectResponse> InspectContainerAsync(string id, CancellationToken cancellationToken = default) =>
        client.SendAsync<ContainerInspectResponse>(Of(id, path => EngineRequest.Get($"{path}/json")), cancellationToken);

    public async Task<bool> StartContainerAsync(
        string id, ContainerStartParameters parameters, CancellationToken cancellationToken = default) =>
        Changed(await client.SendAsync(Of(id, path => EngineRequest.Post($"{path}/start", parameters)), cancellationToken));

    public async Task<bool> StopContainerAsync(string id, ContainerStopParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var request = Unhurried(Of(id, path => EngineRequest.Post($"{path}/stop", parameters)));
        return Changed(await client.SendAsync(request, cancellationToken));
    }

    public Task RestartContainerAsync(string id, ContainerRestartParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return client.SendAsync(Unhurried(Of(id, path => EngineRequest.Post($"{path}/restart", parameters))), cancellationToken);
    }

    public Task KillContainerAsync(string id, ContainerKillParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return client.SendAsync(Of(id, path => EngineRequest.Post($"{path}/kill", parameters)), cancellationToken);
    }

    public Task RenameContainerAsync(string id, ContainerRenameParameters parameters, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return client.SendAsync(Of(id, path => EngineRequest.Post($"{path}/rename", parameters)), cancellationToken);
    }

    public Task<ContainerUpdateResponse> UpdateContainerAsync(
        string id, ContainerUpdateParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var request = Of(id, path => EngineRequest.PostJson($"{path}/update", parameters));
        return client.SendAsync<ContainerUpdateResponse>(request, cancellationToken);
    }

    public Task<ContainerWaitResponse> WaitContainerAsync(string id, CancellationToken cancellationToken = default) =>
        client.SendAsync<ContainerWaitResponse>(Unhurried(Of(id, path => EngineRequest.Post($"{path}/wait"))), cancellationToken);

    public Task RemoveContainerAsync(string id, ContainerRemoveParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return client.SendAsync(Of(id, path => EngineRequest.Delete(path, parameters)), cancellationToken);
    }

    public async Task<MultiplexedStream> GetContainerLogsAsync(
        string id, bool tty, ContainerLogsParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var response = await client.OpenAsync(Of(id, path => EngineRequest.Get($"{path}/logs", parameters)), cancellationToken);
        return new MultiplexedStream(await response.Content.ReadAsStreamAsync(cancellationToken), !tty);
    }

    public async Task<GetArchiveFromContainerResponse> GetArchiveFromContainerAsync(
        string id, GetArchiveFromContainerParameters parameters, bool statOnly, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var request = Of(id, path => EngineRequest.Get($"{path}/archive", parameters)) with
        {
            Method = statOnly ? HttpMethod.Head : HttpMethod.Get,
        };
        var response = await client.OpenAsync(request, cancellationToken);
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        if (statOnly)
            await stream.DisposeAsync();
        return new GetArchiveFromContainerResponse { Stat = StatOf(response), Stream = statOnly ? null : stream };
    }

    public Task ExtractArchiveToContainerAsync(
        string id, ContainerPathStatParameters parameters, Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(stream);
        var request = Of(id, path => new EngineRequest(HttpMethod.Put, $"{path}/archive")) with
        {
            Query = QueryString.Of(parameters),
            Body = EngineRequest.Tar(stream),
        };
        return client.SendAsync(Unhurried(request), cancellationToken);
    }

    internal static DockerApiException NoSuchContainer(
        HttpStatusCode status, string body) =>
        new DockerContainerNotFoundException(status, body);

    private static EngineRequest Of(string id, Func<string, EngineRequest> request)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return request($"containers/{id}") with { NotFound = NoSuchContainer };
    }

    // These last as long as the container's processes, or the caller's archive, take.
    private static EngineRequest Unhurried(EngineRequest request) => request with { Timeout = Timeout.InfiniteTimeSpan };

    private static bool Changed((HttpStatusCode Status, string Body) response) => response.Status != HttpStatusCode.NotModified;

    private static ContainerPathStatResponse StatOf(HttpResponseMessage response) =>
        response.Headers.TryGetValues("X-Docker-Container-Path-Stat", out var values)
            ? EngineJson.Deserialize<ContainerPathStatResponse>(Encoding.UTF8.GetString(Convert.FromBase64String(values.First())))
            : null;
}
