using Slipway.Applications;
using Slipway.Keeper;

namespace Slipway.Plans;

/// <summary>
/// What a caller asks to be released. Its number, and what else is known only once a run begins, stand in a <see cref="BegunRelease"/>.
/// </summary>
public sealed record ReleaseRequest
{
    /// <summary>What the live site must answer as its version.</summary>
    public required string Version { get; init; }

    /// <summary>The commit that the images were built from.</summary>
    public required string Commit { get; init; }

    /// <summary>
    /// Image references by digest (<c>repository@sha256:…</c>), by <see cref="ImageSource.Name"/>. One that was not pushed yet is missing:
    /// such a request can be planned and is refused by everything that would act.
    /// </summary>
    public required IReadOnlyDictionary<string, string> Images { get; init; }

    /// <summary>Who releases: user and machine.</summary>
    public required string By { get; init; }

    /// <summary>The name of the strategy to release by; null (the default): as the application is described.</summary>
    public string? Strategy { get; init; }

    /// <summary>Releases also when exactly this is live already. Default false.</summary>
    public bool Force { get; init; }

    /// <summary>What was said about its secrets. Default: each is as it is given now.</summary>
    public SecretOptions Secrets { get; init; } = new();

    /// <summary>What is asked for, under its number, as it is described, and with these versions of its secrets.</summary>
    /// <exception cref="SpecificationException">An image's reference is none by digest; all are named.</exception>
    internal BegunRelease Begin(
        int number, ReleaseDescription? description = null, IReadOnlyDictionary<string, string>? secrets = null) => new()
    {
        Description = description,
        Number = number,
        Version = Version,
        Commit = Commit,
        Images = ImageDigestDictionary.Of(Images),
        By = By,
        Secrets = secrets,
    };
}
