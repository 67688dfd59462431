using System.Net;

namespace Docker.DotNet;

/// <summary>The engine answered with a status below 200 or from 400 up.</summary>
public class DockerApiException(HttpStatusCode statusCode, string responseBody)
    : Exception($"Docker API responded with status code={statusCode}, response={responseBody}")
{
    public HttpStatusCode StatusCode { get; } = statusCode;

    /// <summary>What the engine said, as it said it: usually JSON with a <c>message</c>.</summary>
    public string ResponseBody { get; } = responseBody;
}
