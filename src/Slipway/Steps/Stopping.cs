
namespace Slipway.Steps;

/// <summary>Stops containers that may have work to end.</summary>
internal static class Stopping
{
    /// <summary>What a process leaves that SIGKILL has ended: 128 and the signal's number.</summary>
    private const int Killed = 137;

    /// <summary>
    /// Sends SIGTERM, and SIGKILL after <see cref="Applications.Timeouts.Stop"/>, which is told: what was under way is lost.
    /// </summary>
    /// <param name="context">The step's own.</param>
    /// <param name="container">By name; one that is not there is fine.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task StopAsync(StepContext context, string container, CancellationToken cancellationToken)
    {
        var (containers, grace) = (context.Engine.Containers, context.Application.Timeouts.Stop);
        var runs = await containers.FindAsync(container, cancellationToken) is { IsAlive: true };
        await containers.StopAsync(container, grace, cancellationToken);
        if (runs && await containers.FindAsync(container, cancellationToken) is { ExitCode: Killed, OutOfMemory: false })
        {
            context.Observer.Note(
                $"{container} did not end within {grace.TotalSeconds:0.###} s of SIGTERM and was killed: what it had under way is lost. "
                    + "`Timeouts.Stop` gives it longer.");
        }
    }
}
