using System.Buffers;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Shop.Web;

/// <summary>The kinds of request that a careless switch breaks: slow ones, streams that never end, uploads.</summary>
internal static class StreamEndpoints
{
    private const int LongestSlowRequest = 30_000;
    private const long LargestUpload = 1L << 30;
    private static readonly TimeSpan TickEvery = TimeSpan.FromMilliseconds(200);

    public static void MapStreams(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/slow", SlowAsync);
        routes.MapGet("/events", Events);
        routes.MapPost("/upload", UploadAsync).WithMetadata(new RequestSizeLimitAttribute(LargestUpload));
        routes.MapPut("/upload", UploadAsync).WithMetadata(new RequestSizeLimitAttribute(LargestUpload));
    }

    /// <summary>
    /// Answers after <paramref name="ms"/> milliseconds (0 to 30000, default 500; what lies outside is moved to the nearest bound).
    /// </summary>
    private static async Task<Ok<SlowAnswer>> SlowAsync(
        VersionInfo version, TimeProvider time, CancellationToken cancellationToken, int ms = 500)
    {
        int waited = Math.Clamp(ms, 0, LongestSlowRequest);
        await Task.Delay(TimeSpan.FromMilliseconds(waited), time, cancellationToken);
        return TypedResults.Ok(new SlowAnswer(waited, version.Release, version.Slot));
    }

    private static ServerSentEventsResult<Tick> Events(
        HttpContext context, VersionInfo version, TimeProvider time, IHostApplicationLifetime lifetime)
    {
        // A client that comes back after a switch goes on counting where the stream ended.
        _ = long.TryParse(context.Request.Headers["Last-Event-ID"], out long last);
        return TypedResults.ServerSentEvents(
            TicksAsync(last, version, time, lifetime.ApplicationStopping, context.RequestAborted));
    }

    private static async IAsyncEnumerable<SseItem<Tick>> TicksAsync(
        long last,
        VersionInfo version,
        TimeProvider time,
        CancellationToken stopping,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
        using PeriodicTimer timer = new(TickEvery, time);
        long id = last;
        do
        {
            yield return Item("tick", ++id);
        }
        while (await NextAsync(timer, either.Token));

        if (!cancellationToken.IsCancellationRequested)
        {
            yield return Item("end", ++id);
        }

        SseItem<Tick> Item(string type, long number) => new(new Tick(number, version.Release, version.Slot), type)
        {
            EventId = number.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ReconnectionInterval = TickEvery,
        };
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken cancellationToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Reads the body as it comes, keeps none of it, and answers its length and SHA-256.</summary>
    private static async Task<Ok<Receipt>> UploadAsync(HttpRequest request, VersionInfo version, CancellationToken cancellationToken)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            long bytes = 0;
            while (await request.Body.ReadAsync(buffer, cancellationToken) is > 0 and int read)
            {
                hash.AppendData(buffer, 0, read);
                bytes += read;
            }

            return TypedResults.Ok(new Receipt(bytes, Convert.ToHexStringLower(hash.GetHashAndReset()), version.Release, version.Slot));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
