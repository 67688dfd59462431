namespace Slipway.Containers;

/// <summary>A held conversation, line by line, with a command inside a container. Not safe for concurrent use.</summary>
public interface IContainerSession : IAsyncDisposable
{
    /// <summary>Sends one line; <paramref name="line"/> must not contain a line feed.</summary>
    Task WriteLineAsync(string line, CancellationToken cancellationToken);

    /// <summary>The next line of standard output, or null when the command has ended.</summary>
    Task<string?> ReadLineAsync(CancellationToken cancellationToken);

    /// <summary>What the command has written to standard error so far (at most the last 4 KiB).</summary>
    string StandardError { get; }
}
