using System.Runtime.CompilerServices;
using Serilog;
using Slipway.Nuke.Components;

namespace Slipway.Nuke.Running;

/// <summary>How a component's target gets at the run that all targets of one build share.</summary>
public static class RunExtensions
{
    private static readonly ConditionalWeakTable<INukeBuild, ReleaseRun> Runs = [];

    /// <summary>
    /// Runs a target's body. An error that is meant for the reader sets the build's exit code; the lock is freed when the build is over.
    /// </summary>
    public static async Task RunAsync(this IHazApplication build, Func<ReleaseRun, Task> body)
    {
        ReleaseRun? run = null;
        try
        {
            // Reading the parameters and the description is part of the body: what they throw is translated too.
            run = Runs.GetValue(build, _ => new ReleaseRun(build));
            run.CheckOnce();
            run.CancellationToken.ThrowIfCancellationRequested();
            await body(run);
            if (build.ScheduledTargets.Count == 0)
            {
                await run.DisposeAsync();
            }
        }
        catch (Exception error)
        {
            if (run is not null)
            {
                await run.DisposeAsync();
            }

            var translated = Translate(build, error, run?.CancellationToken ?? CancellationToken.None);
            if (translated == error)
            {
                throw;
            }

            throw translated;
        }
    }

    /// <summary>For targets with nothing to await.</summary>
    public static Task RunAsync(this IHazApplication build, Action<ReleaseRun> body) => build.RunAsync(run =>
    {
        body(run);
        return Task.CompletedTask;
    });

    private static Exception Translate(INukeBuild build, Exception error, CancellationToken interruption)
    {
        switch (error)
        {
            case SlipwayException known:
                build.ExitCode = (int)known.ExitCode;
                return known;
            case OperationCanceledException when interruption.IsCancellationRequested:
                build.ExitCode = (int)ExitCode.Interrupted;
                return new SlipwayException(ExitCode.Interrupted, "Interrupted before anything was switched: what was live is live.", error);
            default:
                // What nobody foresaw: the type and place matter to whoever mends it.
                Log.Debug(error, "Unexpected error");
                build.ExitCode = (int)ExitCode.Failed;
                return error;
        }
    }
}
