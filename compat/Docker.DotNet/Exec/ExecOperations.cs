using Docker.DotNet.Http;
using Docker.DotNet.Models;

namespace Docker.DotNet;

internal sealed class ExecOperations(DockerClient client) : IExecOperations
{
    public Task<ContainerExecCreateResponse> ExecCreateContainerAsync(
        string id, ContainerExecCreateParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return client.SendAsync<ContainerExecCreateResponse>(Of($"containers/{Checked(id)}/exec", parameters), cancellationToken);
    }

    public Task<MultiplexedStream> StartAndAttachContainerExecAsync(string id, bool tty, CancellationToken cancellationToken = default) =>
        StartWithConfigContainerExecAsync(
            id,
            new ContainerExecStartParameters { AttachStdin = true, AttachStdout = true, AttachStderr = true, Tty = tty },
            cancellationToken);

    public async Task<MultiplexedStream> StartWithConfigContainerExecAsync(
        string id, ContainerExecStartParameters eConfig, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(eConfig);
        var connection = await client.HijackAsync(Of($"exec/{Checked(id)}/start", eConfig), cancellationToken);
        return new MultiplexedStream(connection, !eConfig.Tty);
    }

    public Task<ContainerExecInspectResponse> InspectContainerExecAsync(string id, CancellationToken cancellationToken = default) =>
        client.SendAsync<ContainerExecInspectResponse>(
            EngineRequest.Get($"exec/{Checked(id)}/json") with { NotFound = ContainerOperations.NoSuchContainer }, cancellationToken);

    private static EngineRequest Of(string path, object body) =>
        EngineRequest.PostJson(path, body) with { NotFound = ContainerOperations.NoSuchContainer };

    private static string Checked(string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return id;
    }
}
