namespace Slipway.Verification;

/// <summary>Asks a service over HTTP from inside the application's network, where the target's containers can be reached.</summary>
public interface ITargetProbe
{
    /// <summary>
    /// One GET. Never throws for what the service does: a refused connection or a late answer is a <see cref="ProbeAnswer"/> too.
    /// </summary>
    /// <param name="host">Container name or address.</param>
    /// <param name="port">1 to 65535.</param>
    /// <param name="path">Starts with a slash.</param>
    /// <param name="headers">Further request headers.</param>
    /// <param name="timeout">For the whole exchange, connecting included.</param>
    /// <param name="cancellationToken">Gives up; nothing is answered then.</param>
    /// <returns>Status and body, or the reason why there are none.</returns>
    Task<ProbeAnswer> GetAsync(
        string host, int port, string path, IReadOnlyDictionary<string, string> headers, TimeSpan timeout,
        CancellationToken cancellationToken);
}
