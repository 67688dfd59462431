using System.Runtime.InteropServices;
using Serilog;
using Slipway.Execution;

namespace Slipway.Nuke.Running;

/// <summary>
/// Turns SIGINT and SIGTERM into a cancellation, so that a release is undone instead of being cut off. Nuke gives its targets no token and
/// dies at once of SIGTERM.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] registrations;
    private readonly Func<HostEffect> effect;

    /// <param name="effect">Tells what the build has done to what is live by now.</param>
    public Interruption(Func<HostEffect> effect)
    {
        this.effect = effect;
        registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt),
        ];
    }

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
        if (!System.Console.IsOutputRedirected)
        {
            // A terminal has echoed the key behind whatever stood there, a question for one.
            System.Console.WriteLine();
        }

        if (!TargetIsTouched)
        {
            var done = effect();
            Log.Warning("{Signal}: {What}", $"{context.Signal}", new InterruptedException(done).Message);
            Environment.Exit((int)RunEnd.CodeOf(new OperationCanceledException(), done, interrupted: true));
        }

        // No warning: Nuke says those once more at the end.
        Log.Information("{Signal}: undoing what was begun (bounded) ...", $"{context.Signal}");
        source.Cancel();
    }
}
