namespace Microsoft.Net.Http.Client;

/// <summary>A stream whose sending half can be closed while its receiving half stays open.</summary>
public abstract class WriteClosableStream : Stream
{
    public abstract bool CanCloseWrite { get; }

    /// <summary>Tells the other side that nothing more will be sent.</summary>
    public abstract void CloseWrite();
}
