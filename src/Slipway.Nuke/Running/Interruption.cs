using System.Runtime.InteropServices;
using Serilog;

namespace Slipway.Nuke.Running;

/// <summary>
/// Turns SIGINT and SIGTERM into a cancellation, so that a release is undone instead of being cut off. Nuke gives its targets no token and
/// dies at once of SIGTERM.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] registrations;

    public Interruption() => registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt),
    ];

    public CancellationToken Token => source.Token;

    /// <summary>Whether something on the target is under way, which must be undone before the process may end.</summary>
    public bool TargetIsTouched { get; set; }

    public void Dispose()
    {
        foreach (var registration in registrations)
        {
            registration.Dispose();
        }

        source.Dispose();
    }

    private void Interrupt(PosixSignalContext context)
    {
        context.Cancel = true;
        if (!TargetIsTouched)
        {
            Log.Warning("{Signal}: interrupted before anything was switched; what was live is live.", context.Signal);
            Environment.Exit((int)ExitCode.Interrupted);
        }

        Log.Warning("{Signal}: undoing what was begun (bounded; the old version stays live) ...", context.Signal);
        source.Cancel();
    }
}
