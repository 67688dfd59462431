using System.Net;

namespace Shop.Tests.Running;

/// <summary>
/// What a request sends for as long as the test wants it to be under way. For a request that expects the server's word to go on
/// (100 Continue): that it has begun means that the server reads it.
/// </summary>
internal sealed class EndlessUpload : HttpContent
{
    // Often enough for a server that ends whoever sends too slowly.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly byte[] Piece = new byte[1024];
    private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool ended;

    public Task Begun => begun.Task;

    public void End() => ended = true;

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        begun.TrySetResult();
        while (!ended)
        {
            await stream.WriteAsync(Piece);
            await stream.FlushAsync();
            await Task.Delay(Pause);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
