using System.Globalization;
using System.Text;
using Slipway.Routers.Hosting;
using Slipway.Routing;

namespace Slipway.Routers.Foundation;

/// <summary>
/// Whether replicas answer, asked from the router's container by <see cref="RouterSession"/> and not by the proxy: for a proxy without
/// checks of its own, or one that does not tell what they see. A replica answers when its health path does with 2xx or 3xx within
/// <see cref="ServiceRoute.HealthTimeout"/>.
/// </summary>
public static class ReplicaCheck
{
    /// <summary>What <see cref="Proxy.Verbs"/> must begin with.</summary>
    public static string Verbs { get; } = EmbeddedText.Read("Hosting/Program/check.pl");

    /// <summary>A check of each replica at the address that it was given.</summary>
    /// <returns>What is wrong with each, in their order; null: nothing.</returns>
    /// <exception cref="RouterException">The container does not answer.</exception>
    public static Task<IReadOnlyList<string?>> AskAsync(
        RouterSession session, AdmittedSlot admitted, CancellationToken cancellationToken) =>
        AskAsync(session, admitted, endpoint => $"check {Address(endpoint)}", cancellationToken);

    /// <summary>
    /// As above, by another verb than <c>check</c>; it gets host and path as two more words in hexadecimal digits, and the milliseconds
    /// that an answer may take; it answers a line.
    /// </summary>
    internal static async Task<IReadOnlyList<string?>> AskAsync(
        RouterSession session, AdmittedSlot admitted, Func<ServiceEndpoint, string> verb, CancellationToken cancellationToken)
    {
        var requests = admitted.Endpoints
            .Select(endpoint => (Verb: verb(endpoint), Route: admitted.RouteOf(endpoint)))
            .Select(check => string.Create(CultureInfo.InvariantCulture,
                $"{check.Verb} {Words(check.Route)} {check.Route.HealthTimeout.TotalMilliseconds:0}"));
        return [.. (await session.DoAsync([.. requests], cancellationToken)).Select(line => line == "ok" ? null : line)];
    }

    /// <summary>Address and port as one word.</summary>
    internal static string Address(ServiceEndpoint endpoint) => endpoint.Address.Contains(':', StringComparison.Ordinal)
        ? string.Create(CultureInfo.InvariantCulture, $"[{endpoint.Address}]:{endpoint.Port}")
        : string.Create(CultureInfo.InvariantCulture, $"{endpoint.Address}:{endpoint.Port}");

    private static string Words(ServiceRoute route) => $"{Hex(route.Host ?? route.Service)} {Hex(route.HealthPath)}";

    private static string Hex(string text) => Convert.ToHexString(Encoding.UTF8.GetBytes(text));
}
