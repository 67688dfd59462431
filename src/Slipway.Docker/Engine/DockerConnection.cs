using System.Net.Sockets;
using System.Text.Json;
using Docker.DotNet;
using Polly;
using Polly.Retry;
using Slipway.Containers;
using Slipway.Docker.Engine.Transport;

namespace Slipway.Docker.Engine;

/// <summary>Every call to the engine goes through here, so that its failures read the same wherever they happen.</summary>
internal sealed class DockerConnection
{
    /// <summary>For a call that was under way when its caller was cancelled.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly IDockerClient client;
    private readonly EngineEndpoint endpoint;
    private readonly ResiliencePipeline reconnect;

    public DockerConnection(IDockerClient client, EngineEndpoint endpoint, TimeProvider time)
    {
        this.client = client;
        this.endpoint = endpoint;
        Time = time;

        // Bridges the restart of an engine. Only a connection that never came about is tried again: the request was not seen by anyone.
        reconnect = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<Exception>(NeverConnected),
                MaxRetryAttempts = 3,
                Delay = TimeSpan.FromMilliseconds(200),
                BackoffType = DelayBackoffType.Exponential,
            })
            .Build();
    }

    public TimeProvider Time { get; }

    /// <param name="what">Completes "The engine refused to …".</param>
    /// <param name="call">The call; it is made again when the engine could not be connected to.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<T> CallAsync<T>(string what, Func<IDockerClient, CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        TranslateAsync(
            what,
            async token => await reconnect.ExecuteAsync(async t => await call(client, t), token),
            cancellationToken);

    public Task CallAsync(string what, Func<IDockerClient, CancellationToken, Task> call, CancellationToken cancellationToken) =>
        CallAsync(
            what,
            async (c, token) =>
            {
                await call(c, token);
                return true;
            },
            cancellationToken);

    /// <summary>
    /// A call that brings something into being. A request that is given up half-way is still carried out by the engine, at a moment when
    /// the undo has looked already; so the caller's cancellation is heeded before it and after it, and in between only when the engine
    /// takes too long.
    /// </summary>
    public async Task CallToEndAsync(string what, Func<IDockerClient, CancellationToken, Task> call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var limit = new CancellationTokenSource(Timeout.InfiniteTimeSpan, Time);
        await using (cancellationToken.Register(() => limit.CancelAfter(Patience)))
        {
            await CallAsync(what, call, limit.Token);
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>
    /// One call without a second attempt: for streams, whose first half is gone, and for asking whether anybody is there.
    /// </summary>
    public Task<T> CallOnceAsync<T>(
        string what, Func<IDockerClient, CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        TranslateAsync(what, token => call(client, token), cancellationToken);

    /// <summary>The exception as the contract promises it, or null when it is not about the engine.</summary>
    public SlipwayException? Translate(string what, Exception exception) => exception switch
    {
        DockerApiException refused => new RefusedCallException(what, refused.StatusCode, ReasonOf(refused), refused),
        _ when InChain<UploadRefusedException>(exception) is { } refused =>
            new RefusedCallException(what, status: null, refused.Message, refused),
        _ when IsAboutTheEngine(exception) => Unreachable(exception),
        _ => null,
    };

    public static bool IsAboutTheEngine(Exception exception) => exception
        is DockerApiException or HttpRequestException or IOException or SocketException or TimeoutException or OperationCanceledException
        or Newtonsoft.Json.JsonException;

    private async Task<T> TranslateAsync<T>(string what, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            // The client does not look at the token while it reads the body of an answer, and that of a wait may take days.
            return await call(cancellationToken).WaitAsync(cancellationToken) is { } answer
                ? answer
                : throw new EndOfStreamException("nothing was in its answer");
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && IsAboutTheEngine(exception))
        {
            throw Translate(what, exception)!;
        }
    }

    private static T? InChain<T>(Exception? exception)
        where T : Exception
    {
        while (exception is not (null or T))
        {
            exception = exception.InnerException;
        }

        return (T?)exception;
    }

    private static bool NeverConnected(Exception exception) =>
        exception.GetBaseException() is SocketException
        {
            SocketErrorCode: SocketError.ConnectionRefused or SocketError.AddressNotAvailable or SocketError.HostUnreachable,
        };

    private EngineUnreachableException Unreachable(Exception exception)
    {
        var cause = exception.GetBaseException();
        var socketError = (cause as SocketException)?.SocketErrorCode;
        if (exception is TimeoutException or OperationCanceledException)
        {
            return new EngineUnreachableException(
                endpoint.ToString(), "It accepted the call but did not answer in time; look at its log.", cause);
        }

        // An answer that has no end, or is none, and a connection that was reset come from somebody: to start an engine would not help.
        if (cause is not SocketException
            || socketError is SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown)
        {
            return new EngineUnreachableException(endpoint.ToString(), "It broke off in the middle of its answer; look at its log.", cause);
        }

        if (!endpoint.IsUnixSocket)
        {
            return new EngineUnreachableException(
                endpoint.ToString(), $"Check {EngineEndpoint.Variable} and that this machine may connect to that port.", cause);
        }

        return socketError switch
        {
            SocketError.AccessDenied => new EngineUnreachableException(
                endpoint.ToString(), "Run as root, or join the group docker and log in again: sudo usermod -aG docker \"$USER\".", cause),

            // The runtime reports a missing socket file as an address that can't be assigned, which helps nobody.
            SocketError.AddressNotAvailable => new EngineUnreachableException(
                endpoint.ToString(), StartAdvice, new IOException("there is no such socket", cause)),

            _ => new EngineUnreachableException(endpoint.ToString(), StartAdvice, cause),
        };
    }

    private static string StartAdvice =>
        $"Start it (sudo systemctl start docker) or point {EngineEndpoint.Variable} at an engine that runs.";

    private static string ReasonOf(DockerApiException refused)
    {
        if (string.IsNullOrWhiteSpace(refused.ResponseBody))
        {
            return $"status {(int)refused.StatusCode}";
        }

        try
        {
            using var body = JsonDocument.Parse(refused.ResponseBody);
            return body.RootElement.ValueKind is JsonValueKind.Object
                && body.RootElement.TryGetProperty("message", out var message)
                && message.GetString() is { Length: > 0 } text
                    ? text.Trim()
                    : refused.ResponseBody.Trim();
        }
        catch (JsonException)
        {
            // A proxy in front of the engine may answer in its own words; they are still the best reason there is.
            return refused.ResponseBody.Trim();
        }
    }
}
