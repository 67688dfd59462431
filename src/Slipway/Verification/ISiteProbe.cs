using Slipway.Applications;

namespace Slipway.Verification;

/// <summary>Asks the published site over the network of the machine that runs the release.</summary>
internal interface ISiteProbe
{
    /// <summary>
    /// One GET. Never throws for what the site does: a refused connection is a <see cref="ProbeAnswer"/> too.
    /// </summary>
    /// <param name="address">Scheme, host, port and path.</param>
    /// <param name="host">The host name that is asked for, over TLS too; null for that of the address.</param>
    /// <param name="certificate">PEM of the edge's own certificate, which is trusted whoever has signed it; null for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Status and body, or the reason why there are none.</returns>
    Task<ProbeAnswer> GetAsync(Uri address, string? host, Secret? certificate, CancellationToken cancellationToken);
}
