using System.Net;
using Slipway.Containers;

namespace Slipway.Docker.Engine;

/// <summary>The engine's refusal with the status that it bears over HTTP, by which this project tells them apart.</summary>
internal sealed class RefusedCallException(string what, HttpStatusCode? status, string reason, Exception cause)
    : EngineRefusedException(what, reason, cause)
{
    /// <summary>Null when the engine closed the connection instead of answering.</summary>
    public HttpStatusCode? Status { get; } = status;
}
