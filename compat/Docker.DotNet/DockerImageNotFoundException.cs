using System.Net;

namespace Docker.DotNet;

/// <summary>The engine knows no such image.</summary>
public class DockerImageNotFoundException(HttpStatusCode statusCode, string body) : DockerApiException(statusCode, body);
