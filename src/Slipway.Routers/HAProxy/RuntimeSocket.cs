using System.Globalization;
using System.Text;
using Slipway.Containers;
using Slipway.Routers.Configuration;
using Slipway.Routing;

namespace Slipway.Routers.HAProxy;

/// <summary>
/// The conversation with the proxy: one held session in its container, which speaks to the proxy's unix socket. Nothing listens on the
/// network. A session that broke (the container restarted) is opened again once; every request may be sent twice without harm.
/// </summary>
internal sealed class RuntimeSocket(IContainers containers, string container) : IAsyncDisposable
{
    private static readonly string Bridge = ReadBridge();
    private readonly SemaphoreSlim turn = new(1, 1);
    private IContainerSession? session;

    /// <summary>Runs a command in every worker, the current one first.</summary>
    /// <exception cref="RouterException">The proxy does not answer.</exception>
    public async Task<IReadOnlyList<WorkerAnswer>> AskAllAsync(ConfigurationText command, CancellationToken cancellationToken) =>
        ParseWorkers(await ExchangeAsync($"each {command.Finish()}", cancellationToken));

    /// <summary>Replaces a file of the container so that it is old or new at any moment, and durable when this returns.</summary>
    public Task SaveAsync(string path, string content, CancellationToken cancellationToken) =>
        ExchangeAsync($"save {path} {Encode(content)}", cancellationToken);

    /// <summary>Saves a file, then runs a command in every worker: in one request, which this process's death can't cut in two.</summary>
    public async Task<IReadOnlyList<WorkerAnswer>> SaveAndAskAllAsync(string path, string content, ConfigurationText command, CancellationToken cancellationToken) =>
        ParseWorkers(await ExchangeAsync($"change {path} {Encode(content)} {command.Finish()}", cancellationToken));

    public async Task<string> ReadAsync(string path, CancellationToken cancellationToken) =>
        string.Concat((await ExchangeAsync($"read {path}", cancellationToken)).Select(line => line + '\n'));

    /// <summary>Milliseconds since 1970 by the clock that the proxy sees, rounded up to whole seconds.</summary>
    public async Task<long> ReadClockAsync(CancellationToken cancellationToken) =>
        long.Parse((await ExchangeAsync("now", cancellationToken))[0], CultureInfo.InvariantCulture);

    public Task ReloadAsync(CancellationToken cancellationToken) => ExchangeAsync("reload", cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        turn.Dispose();
    }

    internal static IReadOnlyList<WorkerAnswer> ParseWorkers(IReadOnlyList<string> lines)
    {
        var answers = new List<WorkerAnswer>();
        List<string> current = [];
        foreach (var line in lines)
        {
            if (line.StartsWith("= ", StringComparison.Ordinal) && int.TryParse(line.AsSpan(2), CultureInfo.InvariantCulture, out var process))
            {
                current = [];
                answers.Add(new WorkerAnswer(process, current));
            }
            else if (line.Length > 0)
            {
                current.Add(line);
            }
        }

        // An old worker that ended after it was listed and before it was asked has nothing to say, and needs to be told no more.
        answers.RemoveAll(answer => answer != answers[0] && answer.Lines is [var first, ..] && first.StartsWith("Can't find the target PID", StringComparison.Ordinal));
        return answers.Count > 0 ? answers : throw new RouterException($"The proxy answered without a worker: {string.Join(" | ", lines.Take(3))}");
    }

    private async Task<IReadOnlyList<string>> ExchangeAsync(string request, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            var reused = session is not null;
            try
            {
                return await TryExchangeAsync(request, cancellationToken);
            }
            catch (BrokenSessionException) when (reused)
            {
                return await TryExchangeAsync(request, cancellationToken);
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

    private async Task<IReadOnlyList<string>> TryExchangeAsync(string request, CancellationToken cancellationToken)
    {
        var whole = false;
        try
        {
            session ??= await containers.OpenSessionAsync(container, ["perl", "-e", Bridge, HAProxyConfiguration.MasterSocket], cancellationToken);
            await session.WriteLineAsync(request, cancellationToken);
            var lines = new List<string>();
            while (true)
            {
                switch (await session.ReadLineAsync(cancellationToken))
                {
                    case null:
                        throw new BrokenSessionException(session.StandardError.Trim() is { Length: > 0 } words ? words : "it was stopped or restarted", cause: null);
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

    /// <summary>Ends the session; the next request opens another.</summary>
    public async ValueTask CloseAsync()
    {
        if (session is { } open)
        {
            session = null;
            await open.DisposeAsync();
        }
    }

    private static string Encode(string content) => Convert.ToHexString(Encoding.UTF8.GetBytes(content));

    private static string ReadBridge()
    {
        using var stream = typeof(RuntimeSocket).Assembly.GetManifestResourceStream("haproxy-bridge.pl")
            ?? throw new InvalidOperationException("The bridge's script is missing from the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private sealed class BrokenSessionException(string message, Exception? cause) : Exception(message, cause);
}
