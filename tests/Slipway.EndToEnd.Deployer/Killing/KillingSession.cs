using System.Diagnostics;
using Slipway.Containers;

namespace Slipway.EndToEnd.Deployer.Killing;

/// <summary>
/// Counts the journal entries that go through a session and, at one of them, ends this process by SIGKILL: nothing is disposed of, undone
/// or flushed. Only one session of a process, the lock's holder, writes entries.
/// </summary>
internal sealed class KillingSession(IContainerSession session, KillPoint point) : IContainerSession
{
    private const string Append = "APPEND journal ";
    private int entries;
    private bool atPoint;

    public string StandardError => session.StandardError;

    public async Task WriteLineAsync(string line, CancellationToken cancellationToken)
    {
        atPoint = line.StartsWith(Append, StringComparison.Ordinal) && ++entries == point.Entry;
        if (atPoint && point.Moment == KillMoment.Before)
        {
            await DieAsync();
        }

        await session.WriteLineAsync(line, cancellationToken);
    }

    public async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        var reply = await session.ReadLineAsync(cancellationToken);
        if (atPoint)
        {
            await DieAsync();
        }

        return reply;
    }

    public ValueTask DisposeAsync() => session.DisposeAsync();

    private static async Task DieAsync()
    {
        using var self = Process.GetCurrentProcess();
        self.Kill();
        // The signal may take a moment; nothing may happen meanwhile.
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, CancellationToken.None);
    }
}
