using System.Runtime.CompilerServices;
using Serilog;
using Slipway.Execution;
using Slipway.Nuke.Running;

namespace Slipway.Nuke.Components;

/// <summary>How a component's target gets at the run that all targets of one build share.</summary>
public static class RunExtensions
{
    private static readonly ConditionalWeakTable<INukeBuild, ReleaseRun> Runs = [];

    /// <summary>
    /// Runs a target's body. An error sets the build's exit code, by what is known of the host by then; the lock is freed when the build
    /// is over.
    /// </summary>
    /// <param name="build">The build whose target this is.</param>
    /// <param name="body">What the target does. To be awaited, or the target ends before its work does.</param>
    public static async Task RunAsync(this IHazApplication build, Func<ReleaseRun, Task> body)
    {
        ReleaseRun? run = null;
        try
        {
            // Reading the parameters and the description is part of the body: what they throw is translated too.
            run = Runs.GetValue(build, _ => new ReleaseRun(new ReleasingBuild(build)));
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

            var interrupted = run?.CancellationToken.IsCancellationRequested == true;
            var effect = run?.Effect ?? HostEffect.None;
            build.ExitCode = (int)RunEnd.CodeOf(error, effect, interrupted);
            if (error is OperationCanceledException && interrupted)
            {
                throw new ReleaseException(new InterruptedException(effect, error));
            }

            Tell(error, effect);
            if (error is SlipwayException foreseen)
            {
                throw new ReleaseException(foreseen);
            }

            throw;
        }
    }

    private static void Tell(Exception error, HostEffect effect)
    {
        if (error is not SlipwayException)
        {
            // What nobody foresaw: the type and place matter to whoever mends it.
            Log.Debug(error, "Unexpected error");
        }

        if (RunEnd.Describe(error, effect) is { } what)
        {
            Log.Warning("{What}", what);
        }
    }
}
