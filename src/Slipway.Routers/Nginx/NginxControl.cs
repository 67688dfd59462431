using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Slipway.Routers.Foundation;
using Slipway.Routing;

namespace Slipway.Routers.Nginx;

/// <summary>What Slipway asks and tells the running proxy, over its unix socket and the held session.</summary>
internal sealed class NginxControl(RouterSession session)
{
    private const string Socket = ProxyImage.RuntimeFolder + "/control.sock";

    /// <summary>The state in force.</summary>
    /// <exception cref="RouterException">The proxy does not answer.</exception>
    public async Task<DurableState> ReadStateAsync(CancellationToken cancellationToken) =>
        DurableState.FromJson(string.Concat(await session.DoAsync([RouterSession.Ask(Socket, "GET", "/state")], cancellationToken)));

    public Task<NginxSight> ReadSightAsync(CancellationToken cancellationToken) =>
        ReadAsync(RouterSession.Ask(Socket, "GET", "/sight"), NginxJson.Default.NginxSight, cancellationToken);

    /// <summary>
    /// Brings a state into force, in this order: the proxy reads it without using it, and a state that it refuses changes nothing; the file
    /// becomes durable; every worker follows it. The file comes before the use: if it can't be written nothing has happened. The other
    /// order could move traffic and then fail to remember it, so that a restart days later would send everything to a slot long gone.
    /// </summary>
    /// <exception cref="RouterException">The proxy refuses it, in its own words.</exception>
    public Task WriteStateAsync(string state, CancellationToken cancellationToken) => session.DoAsync(
        [
            RouterSession.Ask(Socket, "POST", "/check", state),
            RouterSession.Save(NginxImage.StatePath, state),
            RouterSession.Ask(Socket, "POST", "/load"),
        ],
        cancellationToken);

    /// <summary>Brings this program into force if another one is. Requests under way go on; no connection is closed.</summary>
    /// <exception cref="RouterException">The proxy can't read it.</exception>
    public async Task WriteProgramAsync(string program, CancellationToken cancellationToken)
    {
        if (!string.Equals(await session.ReadAsync(NginxProgram.Path, cancellationToken), program, StringComparison.Ordinal))
        {
            await session.DoAsync(
                [
                    RouterSession.Ask(Socket, "POST", "/program/check", program),
                    RouterSession.Save(NginxProgram.Path, program),
                    RouterSession.Ask(Socket, "POST", "/program/load"),
                ],
                cancellationToken);
        }
    }

    /// <summary>Asks every replica of a state that is not in force. What was seen of those that are not up, by container.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ProbeAsync(DurableState candidate, CancellationToken cancellationToken) =>
        (await ReadAsync(
            RouterSession.Ask(Socket, "POST", "/probe", candidate.ToJson()), NginxJson.Default.ProbeAnswer, cancellationToken)).Down;

    public Task HoldAsync(TimeSpan limit, CancellationToken cancellationToken) =>
        session.DoAsync(
            [RouterSession.Ask(Socket, "POST", "/hold", limit.TotalSeconds.ToString(CultureInfo.InvariantCulture))], cancellationToken);

    private async Task<T> ReadAsync<T>(string request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var answer = string.Concat(await session.DoAsync([request], cancellationToken));
        try
        {
            return JsonSerializer.Deserialize(answer, type) ?? throw new RouterException("The proxy answered nothing.");
        }
        catch (JsonException error)
        {
            throw new RouterException($"The proxy's answer can't be read: {error.Message}", error);
        }
    }
}
