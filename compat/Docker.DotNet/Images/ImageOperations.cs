using Docker.DotNet.Http;
using Docker.DotNet.Models;

namespace Docker.DotNet;

internal sealed class ImageOperations(DockerClient client) : IImageOperations
{
    public Task<IList<ImagesListResponse>> ListImagesAsync(ImagesListParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return client.SendAsync<IList<ImagesListResponse>>(EngineRequest.Get("images/json", parameters), cancellationToken);
    }

    public Task<ImageInspectResponse> InspectImageAsync(string name, CancellationToken cancellationToken = default) =>
        client.SendAsync<ImageInspectResponse>(Of(name, path => EngineRequest.Get($"{path}/json")), cancellationToken);

    public Task<IList<ImageHistoryResponse>> GetImageHistoryAsync(string name, CancellationToken cancellationToken = default) =>
        client.SendAsync<IList<ImageHistoryResponse>>(Of(name, path => EngineRequest.Get($"{path}/history")), cancellationToken);

    public Task CreateImageAsync(
        ImagesCreateParameters parameters,
        AuthConfig authConfig,
        IProgress<JSONMessage> progress,
        CancellationToken cancellationToken = default) =>
        CreateImageAsync(parameters, null, authConfig, null, progress, cancellationToken);

    public Task CreateImageAsync(
        ImagesCreateParameters parameters,
        AuthConfig authConfig,
        IDictionary<string, string> headers,
        IProgress<JSONMessage> progress,
        CancellationToken cancellationToken = default) =>
        CreateImageAsync(parameters, null, authConfig, headers, progress, cancellationToken);

    public Task CreateImageAsync(
        ImagesCreateParameters parameters,
        Stream imageStream,
        AuthConfig authConfig,
        IProgress<JSONMessage> progress,
        CancellationToken cancellationToken = default) =>
        CreateImageAsync(parameters, imageStream, authConfig, null, progress, cancellationToken);

    public Task CreateImageAsync(
        ImagesCreateParameters parameters,
        Stream imageStream,
        AuthConfig authConfig,
        IDictionary<string, string> headers,
        IProgress<JSONMessage> progress,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var request = EngineRequest.Post("images/create", parameters) with
        {
            Headers = [RegistryHeaders.Auth(authConfig), .. headers ?? new Dictionary<string, string>(StringComparer.Ordinal)],
            Body = imageStream is null ? null : EngineRequest.Tar(imageStream),
        };
        return client.ReportEachAsync(request, progress, cancellationToken);
    }

    public Task PushImageAsync(
        string name,
        ImagePushParameters parameters,
        AuthConfig authConfig,
        IProgress<JSONMessage> progress,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(parameters);
        var request = EngineRequest.Post($"images/{name}/push", parameters) with { Headers = [RegistryHeaders.Auth(authConfig)] };
        return client.ReportEachAsync(request, progress, cancellationToken);
    }

    public Task TagImageAsync(string name, ImageTagParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return client.SendAsync(Of(name, path => EngineRequest.Post($"{path}/tag", parameters)), cancellationToken);
    }

    public Task<IList<IDictionary<string, string>>> DeleteImageAsync(
        string name, ImageDeleteParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return client.SendAsync<IList<IDictionary<string, string>>>(
        Of(name, path => EngineRequest.Delete(path, parameters)), cancellationToken);
    }

    public Task BuildImageFromDockerfileAsync(
        ImageBuildParameters parameters,
        Stream contents,
        IEnumerable<AuthConfig> authConfigs,
        IDictionary<string, string> headers,
        IProgress<JSONMessage> progress,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(contents);
        var request = EngineRequest.Post("build", parameters) with
        {
            Headers = [RegistryHeaders.Config(authConfigs ?? []), .. headers ?? new Dictionary<string, string>(StringComparer.Ordinal)],
            Body = EngineRequest.Tar(contents),
        };
        return client.ReportEachAsync(request, progress, cancellationToken);
    }

    public Task LoadImageAsync(
        ImageLoadParameters parameters, Stream imageStream, IProgress<JSONMessage> progress, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(imageStream);
        var request = EngineRequest.Post("images/load", parameters) with { Body = EngineRequest.Tar(imageStream) };
        return client.ReportEachAsync(request, progress, cancellationToken);
    }

    private static EngineRequest Of(string name, Func<string, EngineRequest> request)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return request($"images/{name}") with { NotFound = (status, body) => new DockerImageNotFoundException(status, body) };
    }
}
