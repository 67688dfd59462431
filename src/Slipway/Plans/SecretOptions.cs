namespace Slipway.Plans;

/// <summary>What a deploy was told about secrets.</summary>
public sealed record SecretOptions
{
    /// <summary>Whether given secrets are those of the live release, whatever is given now. Default false.</summary>
    public bool Keep { get; init; }

    /// <summary>
    /// Whether a shared service's secret may have another value now: whoever says so has changed it in the service, which does not follow
    /// by itself. Default false.
    /// </summary>
    public bool AcceptShared { get; init; }
}
