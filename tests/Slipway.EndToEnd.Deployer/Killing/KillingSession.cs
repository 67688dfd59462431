using System.Diagnostics;
using System.Globalization;
using Slipway.Containers;

namespace Slipway.EndToEnd.Deployer.Killing;

/// <summary>
/// Counts the journal entries that go through a session and, at one of them, ends this process by SIGKILL: nothing is disposed of, undone
/// or flushed. Or it stops the process by SIGSTOP, and what follows happens when it is continued. Only one session of a process, the lock's
/// holder, writes entries.
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
            await EndAsync();
        }

        await session.WriteLineAsync(line, cancellationToken);
    }

    public async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        var reply = await session.ReadLineAsync(cancellationToken);
        if (atPoint && point.Moment == KillMoment.After)
        {
            atPoint = false;
            await EndAsync();
        }

        return reply;
    }

    public ValueTask DisposeAsync() => session.DisposeAsync();

    private async Task EndAsync()
    {
        if (point.Freeze)
        {
            using var stop = Process.Start("kill", ["-s", "STOP", Environment.ProcessId.ToString(CultureInfo.InvariantCulture)]);
            // The program ends after the signal was sent: this line is passed by a process that was continued.
            await stop.WaitForExitAsync(CancellationToken.None);
            return;
        }

        using var self = Process.GetCurrentProcess();
        self.Kill();
        // The signal may take a moment; nothing may happen meanwhile.
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, CancellationToken.None);
    }
}
