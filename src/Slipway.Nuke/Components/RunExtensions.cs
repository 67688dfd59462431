using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Serilog;
using Serilog.Events;
using Slipway.Execution;
using Slipway.Nuke.Running;
using Slipway.Observation;

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
            run = Of(build);
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
            Serving? serving = null;
            if (run is not null)
            {
                await run.DisposeAsync();
                serving = await run.FindServingAsync(error);
            }

            throw End(build, run, error, serving);
        }
    }

    /// <summary>
    /// True where nothing is wrong with parameters and what is used of the description. Otherwise it throws, with every fault, after
    /// setting the build's exit code: Nuke asks before it runs the first target, so that no target bears the blame and no other has run
    /// for nothing.
    /// </summary>
    internal static bool IsSound(IHazApplication build)
    {
        ReleaseRun? run = null;
        try
        {
            run = Of(build);
            run.CheckOnce();
            return true;
        }
        catch (Exception error)
        {
            throw End(build, run, error);
        }
    }

    private static ReleaseRun Of(IHazApplication build) => Runs.GetValue(build, _ => new ReleaseRun(new ReleasingBuild(build)));

    /// <summary>
    /// Sets the exit code, tells what is live, and gives what Nuke is to show; an error that nobody foresaw is thrown as it is.
    /// </summary>
    private static ReleaseException End(IHazApplication build, ReleaseRun? run, Exception error, Serving? serving = null)
    {
        var interrupted = run?.CancellationToken.IsCancellationRequested == true;
        var effect = run?.Effect ?? HostEffect.None;
        build.ExitCode = (int)RunEnd.CodeOf(error, effect, interrupted, serving);
        if (error is OperationCanceledException && interrupted)
        {
            return new ReleaseException(new InterruptedException(effect, serving, error));
        }

        Tell(error, effect, serving);
        if (error is not SlipwayException foreseen)
        {
            ExceptionDispatchInfo.Throw(error);
            throw error;
        }

        return new ReleaseException(run?.AsGiven(foreseen) ?? foreseen);
    }

    private static void Tell(Exception error, HostEffect effect, Serving? serving)
    {
        if (error is not SlipwayException)
        {
            // What nobody foresaw: the type and place matter to whoever mends it.
            Log.Debug(error, "Unexpected error");
        }

        if (RunEnd.Describe(error, effect, serving) is { } what)
        {
            // Nuke says warnings once more at the end: there it is wanted where something has changed.
            var changed = effect != HostEffect.None || serving is { IsServed: false };
            Log.Write(changed ? LogEventLevel.Warning : LogEventLevel.Information, "{What}", what);
        }
    }
}
