using System.Runtime.CompilerServices;
using Serilog;
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
            throw Refuse(build, run, error);
        }
    }

    private static ReleaseRun Of(IHazApplication build) => Runs.GetValue(build, _ => new ReleaseRun(new ReleasingBuild(build)));

    /// <summary>Sets the exit code. Before the first target Nuke says what the error says, and that once.</summary>
    private static ReleaseException Refuse(IHazApplication build, ReleaseRun? run, Exception error)
    {
        var (told, _) = Settle(build, run, error, serving: null);
        return new ReleaseException(told, error);
    }

    /// <summary>
    /// Sets the exit code and tells the error, with what is live. What Nuke is given it says up to three times: that is short.
    /// </summary>
    private static ReleaseException End(IHazApplication build, ReleaseRun? run, Exception error, Serving? serving = null)
    {
        var (told, code) = Settle(build, run, error, serving);
        System.Console.Out.Flush();
        System.Console.Error.WriteLine(told);
        // For the file that Nuke keeps of a build, the place of what nobody foresaw included.
        Log.Verbose(error, "{Told}", told);
        return new ReleaseException($"exit code {(int)code}, told above", error);
    }

    private static (string Told, ExitCode Code) Settle(IHazApplication build, ReleaseRun? run, Exception error, Serving? serving)
    {
        var interrupted = run?.CancellationToken.IsCancellationRequested == true;
        var effect = run?.Effect ?? HostEffect.None;
        var code = RunEnd.CodeOf(error, effect, interrupted, serving);
        build.ExitCode = (int)code;
        return (Tell(run, error, effect, interrupted, serving), code);
    }

    private static string Tell(ReleaseRun? run, Exception error, HostEffect effect, bool interrupted, Serving? serving)
    {
        if (error is OperationCanceledException && interrupted)
        {
            return new InterruptedException(effect, serving, error).Message;
        }

        // Of what nobody foresaw the type matters to whoever mends it.
        var what = error is SlipwayException foreseen
            ? (run?.AsGiven(foreseen) ?? foreseen).Message
            : $"{error.GetType().Name}: {error.Message}";
        return RunEnd.Describe(error, effect, serving) is { } live ? $"{what}\n{live}" : what;
    }
}
