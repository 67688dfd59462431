using Slipway.Applications;
using Slipway.Containers;
using Slipway.Routing;
using Slipway.Verification;

namespace Slipway;

/// <summary>Where an application is released to.</summary>
/// <param name="Engine">The container engine of the host.</param>
/// <param name="Router">The proxy before the application.</param>
/// <param name="PublicAddress">Where clients reach the application, seen from the machine that runs the release.</param>
/// <param name="BaseImage">The image that keeper and couriers run from: any with Perl, which every Debian base image has.</param>
public sealed record ReleaseTarget(IContainerEngine Engine, IRouter Router, Uri PublicAddress, string BaseImage)
{
    /// <summary>How the live site is asked from the machine that runs the release. Default: over its network.</summary>
    internal ISiteProbe Site { get; init; } = new SiteProbe();

    /// <summary>
    /// Where the application's images are pushed to, with the registry and without tag: there, what Slipway built and no release needs is
    /// removed too. Default none: then what releases are recorded with is all.
    /// </summary>
    public IReadOnlyList<string> Repositories { get; init; } = [];

    /// <summary>
    /// Where clients reach what is published now: <see cref="PublicAddress"/>, unless that has the described port and another one is
    /// published.
    /// </summary>
    internal Uri AddressOf(Application application, RouterState router) =>
        router.Drift?.Port is { } published && PublicAddress.Port == application.Router.Port
            ? new UriBuilder(PublicAddress) { Port = published }.Uri
            : PublicAddress;
}
