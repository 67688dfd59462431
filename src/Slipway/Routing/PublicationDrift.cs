namespace Slipway.Routing;

/// <summary>The application is published elsewhere than it is described.</summary>
/// <param name="Published">Where it is reached now: <c>0.0.0.0:8080 and 8443 (TLS)</c>.</param>
/// <param name="Described">Where it should be.</param>
public sealed record PublicationDrift(string Published, string Described)
{
    /// <summary>The host's port that leads to it now; null (the default) when it can't be told.</summary>
    public int? Port { get; init; }

    /// <summary>As a sentence without a full stop.</summary>
    public override string ToString() => $"The router listens on {Published}, and {Described} is described";
}
