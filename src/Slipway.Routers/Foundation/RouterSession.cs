using System.Globalization;
using System.Text;
using Slipway.Containers;
using Slipway.Routers.Hosting;
using Slipway.Routing;

namespace Slipway.Routers.Foundation;

/// <summary>
/// The conversation with a proxy: one held session in its container, which reads and writes its durable files and speaks to its unix
/// sockets. Nothing listens on the network. A session that broke (the container restarted, or nobody asked for long) is opened again once;
/// every request may be sent twice without harm.
/// </summary>
public sealed class RouterSession : IAsyncDisposable
{
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(5);
    private static readonly string Bridge = EmbeddedText.Read("durable.pl") + EmbeddedText.Read("Hosting/Program/bridge.pl");
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly IContainers containers;
    private readonly string container;
    private readonly string program;
    private readonly string silenceInSeconds;
    private IContainerSession? session;

    /// <param name="containers">Where the container is.</param>
    /// <param name="container">Its name.</param>
    /// <param name="verbs">Perl: further requests, as subroutines.</param>
    /// <param name="silence">
    /// How long the session outlives its last request, in whole seconds: the engine can't see that a client vanished with its machine.
    /// Default 5 min.
    /// </param>
    internal RouterSession(IContainers containers, string container, string verbs = "", TimeSpan? silence = null)
    {
        (this.containers, this.container, program) = (containers, container, ProgramWith(verbs));
        silenceInSeconds = (silence ?? LongestSilence).TotalSeconds.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>What runs in the container: further requests, durable writing, the bridge's own loop.</summary>
    internal static string ProgramWith(string verbs) => verbs + Bridge;

    /// <summary>Does requests in order until one fails; this process's death can't part them.</summary>
    /// <param name="requests">
    /// What <see cref="Save"/> or <see cref="Ask"/> make, <c>read path</c>, or a verb of the proxy's own and its words, parted by single
    /// spaces; without tabs and line breaks.
    /// </param>
    /// <param name="cancellationToken">Ends the wait for the answer.</param>
    /// <returns>The lines of all answers, in order.</returns>
    /// <exception cref="RouterException">A request failed, or the container does not answer.</exception>
    public async Task<IReadOnlyList<string>> DoAsync(IReadOnlyList<string> requests, CancellationToken cancellationToken)
    {
        var line = string.Join('\t', requests);
        await turn.WaitAsync(cancellationToken);
        try
        {
            var reused = session is not null;
            try
            {
                return await TryExchangeAsync(line, cancellationToken);
            }
            catch (BrokenSessionException) when (reused)
            {
                return await TryExchangeAsync(line, cancellationToken);
            }
        }
        catch (BrokenSessionException error)
        {
            throw new RouterException($"The router's container {container} ended the conversation: {error.Message}", error);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>The text of a file in the container, empty if there is none.</summary>
    /// <param name="path">Absolute, in the container.</param>
    /// <param name="cancellationToken">Gives up; the session is ended.</param>
    /// <exception cref="RouterException">It can't be read, or the container does not answer.</exception>
    public async Task<string> ReadAsync(string path, CancellationToken cancellationToken) =>
        string.Concat((await DoAsync([$"read {path}"], cancellationToken)).Select(line => line + '\n'));

    /// <summary>A request that replaces a file (mode 0400), old or new at any moment and durable when it is done.</summary>
    /// <param name="path">Absolute, in the container.</param>
    /// <param name="content">The whole text of the file.</param>
    public static string Save(string path, string content) => $"save {path} {Encode(content)}";

    /// <summary>
    /// A request to the proxy's web server on a unix socket of its container. Another status than 2xx is a failure, its body the reason.
    /// </summary>
    /// <param name="socket">The socket's path in the container.</param>
    /// <param name="method">The HTTP method.</param>
    /// <param name="target">Path and query.</param>
    /// <param name="body">Empty (the default) for none.</param>
    public static string Ask(string socket, string method, string target, string body = "") =>
        $"ask {socket} {method} {target} {Encode(body)}";

    /// <summary>Ends the session; the next request opens another.</summary>
    internal async ValueTask CloseAsync()
    {
        if (session is { } open)
        {
            session = null;
            await open.DisposeAsync();
        }
    }

    /// <summary>Ends the session for good.</summary>
    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        turn.Dispose();
    }

    private async Task<IReadOnlyList<string>> TryExchangeAsync(string request, CancellationToken cancellationToken)
    {
        var whole = false;
        try
        {
            session ??= await containers.OpenSessionAsync(container, ["perl", "-e", program, silenceInSeconds], cancellationToken);
            await session.WriteLineAsync(request, cancellationToken);
            var lines = new List<string>();
            while (true)
            {
                switch (await session.ReadLineAsync(cancellationToken))
                {
                    case null:
                        var words = session.StandardError.Trim();
                        throw new BrokenSessionException(words.Length > 0 ? words : "it was stopped or restarted", cause: null);
                    case ".":
                        whole = true;
                        return lines;
                    case ['!', ' ', .. var reason]:
                        whole = true;
                        throw new RouterException($"The router {container} refused: {reason.Trim()}");
                    case [' ', .. var line]:
                        lines.Add(line);
                        break;
                    case var other:
                        throw new BrokenSessionException($"it sent \"{other}\"", cause: null);
                }
            }
        }
        catch (Exception error) when (error is IOException or (SlipwayException and not RouterException and not EngineUnreachableException))
        {
            throw new BrokenSessionException(error.Message, error);
        }
        finally
        {
            // A half-read answer would be taken for that of the next request.
            if (!whole)
            {
                await CloseAsync();
            }
        }
    }

    /// <summary>What follows a blank is data in hexadecimal digits: no byte of it has a meaning for the bridge.</summary>
    private static string Encode(string content) => Convert.ToHexString(Encoding.UTF8.GetBytes(content));

    private sealed class BrokenSessionException(string message, Exception? cause) : Exception(message, cause);
}
