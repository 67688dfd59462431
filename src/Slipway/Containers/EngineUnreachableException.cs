namespace Slipway.Containers;

/// <summary>The container engine does not answer.</summary>
/// <param name="endpoint">Where it should answer.</param>
/// <param name="advice">What to do.</param>
/// <param name="cause">Why the call failed; null when there was no reply at all.</param>
public sealed class EngineUnreachableException(string endpoint, string advice, Exception? cause = null)
    : SlipwayException($"No container engine answers at {endpoint}: {cause?.Message ?? "no reply"}. {advice}", cause)
{
    /// <summary>Where it should answer.</summary>
    public string Endpoint { get; } = endpoint;
}
