using System.Net;

namespace Docker.DotNet.Http;

/// <summary>A response's body: to be read as a stream, or, after an upgrade, as the raw connection.</summary>
internal sealed class EngineContent(EngineStream connection, Stream body) : HttpContent
{
    /// <summary>The connection itself, both ways; bytes that already arrived are not lost.</summary>
    public EngineStream Hijack() => connection;

    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult(body);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext context) => body.CopyToAsync(stream);

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            body.Dispose();
        base.Dispose(disposing);
    }
}
