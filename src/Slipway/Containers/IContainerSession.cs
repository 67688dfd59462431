namespace Slipway.Containers;

/// <summary>A held conversation, line by line, with a command inside a container. Not safe for concurrent use.</summary>
public interface IContainerSession : IAsyncDisposable
{
    /// <summary>Sends one line; <paramref name="line"/> must not contain a line feed.</summary>
    /// <exception cref="SessionEndedException">The command does not listen any more.</exception>
    /// <exception cref="ArgumentException">The text holds a line feed.</exception>
    Task WriteLineAsync(string line, CancellationToken cancellationToken);

    /// <summary>The next line of standard output, or null when the command has ended.</summary>
    /// <exception cref="SessionEndedException">The connection broke, so nobody knows whether the command has ended.</exception>
    Task<string?> ReadLineAsync(CancellationToken cancellationToken);

    /// <summary>What the command has written to standard error so far (at most the last 4 KiB).</summary>
    string StandardError { get; }
}
