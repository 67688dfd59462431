using System.Net;

namespace Docker.DotNet;

/// <summary>The engine knows no such network.</summary>
public class DockerNetworkNotFoundException(HttpStatusCode statusCode, string responseBody) : DockerApiException(statusCode, responseBody);
