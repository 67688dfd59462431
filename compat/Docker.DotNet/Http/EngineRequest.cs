using System.Net;

namespace Docker.DotNet.Http;

/// <summary>One call to the engine.</summary>
/// <param name="Path">Below the API's version, without a leading slash.</param>
internal sealed record EngineRequest(HttpMethod Method, string Path)
{
    /// <summary>Escaped, without a question mark.</summary>
    public string Query { get; init; } = "";

    public HttpContent Body { get; init; }

    public IEnumerable<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>What a 404 means for this call; null when it means nothing special.</summary>
    public Func<HttpStatusCode, string, DockerApiException> NotFound { get; init; }

    /// <summary>For the whole call; null is the client's default.</summary>
    public TimeSpan? Timeout { get; init; }

    public static EngineRequest Get(string path, object parameters = null) =>
        new(HttpMethod.Get, path) { Query = QueryString.Of(parameters) };

    public static EngineRequest Post(string path, object parameters = null) =>
        new(HttpMethod.Post, path) { Query = QueryString.Of(parameters) };

    public static EngineRequest PostJson(string path, object body) =>
        new(HttpMethod.Post, path) { Query = QueryString.Of(body), Body = Json.EngineJson.Content(body) };

    public static EngineRequest Delete(string path, object parameters = null) =>
        new(HttpMethod.Delete, path) { Query = QueryString.Of(parameters) };

    /// <summary>A tar archive; the caller's stream is left open.</summary>
    public static HttpContent Tar(Stream archive)
    {
        var content = new StreamContent(archive);
        content.Headers.TryAddWithoutValidation("Content-Type", "application/x-tar");
        return content;
    }
}
