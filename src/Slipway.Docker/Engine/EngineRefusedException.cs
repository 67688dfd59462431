using System.Net;

namespace Slipway.Docker.Engine;

/// <summary>The engine answered that it won't do what it was asked; carries the engine's own words.</summary>
internal sealed class EngineRefusedException(string what, HttpStatusCode? status, string reason, Exception cause)
    : SlipwayException(ExitCode.Failed, $"The engine refused to {what}: {reason}", cause)
{
    /// <summary>Null when the engine closed the connection instead of answering.</summary>
    public HttpStatusCode? Status { get; } = status;

    /// <summary>The engine's message alone.</summary>
    public string Reason { get; } = reason;
}
