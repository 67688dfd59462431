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

            if (Translate(build, error, run?.CancellationToken ?? CancellationToken.None) is { } foreseen)
            {
                throw foreseen;
            }

            throw;
        }
    }

    /// <summary>For targets with nothing to await.</summary>
    public static Task RunAsync(this IHazApplication build, Action<ReleaseRun> body) => build.RunAsync(run =>
    {
        body(run);
        return Task.CompletedTask;
    });

    /// <summary>Sets the exit code. Null for what nobody foresaw: its type and place matter to whoever mends it.</summary>
    private static ReleaseException? Translate(INukeBuild build, Exception error, CancellationToken interruption)
    {
        var foreseen = error switch
        {
            SlipwayException known => new ReleaseException(known.ExitCode, known.Message, known),
            OperationCanceledException when interruption.IsCancellationRequested =>
                new ReleaseException(ExitCode.Interrupted, "Interrupted before anything was switched: what was live is live.", error),
            _ => null,
        };
        build.ExitCode = (int)(foreseen?.ExitCode ?? ExitCode.Failed);
        if (foreseen is null)
        {
            Log.Debug(error, "Unexpected error");
        }

        return foreseen;
    }
}
