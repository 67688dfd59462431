using Slipway.Keeper;
using Slipway.Observation;
using Slipway.Strategies;
using Slipway.Verification;

namespace Slipway.Execution;

/// <summary>How a command ends that met an error: the one place that turns it into an exit code, by what is known at the end.</summary>
public static class RunEnd
{
    /// <summary>The exit code of a command that ended with an error.</summary>
    /// <param name="error">What ended the command.</param>
    /// <param name="effect">What it had done by then.</param>
    /// <param name="interrupted">Whether somebody asked for its end.</param>
    /// <param name="serving">What is served by then; null, the default, where nobody has looked.</param>
    public static ExitCode CodeOf(Exception error, HostEffect effect, bool interrupted, Serving? serving = null) => error switch
    {
        ReleaseFailedException { Serving.IsServed: false } => ExitCode.NeedsPerson,
        ReleaseFailedException failed when effect != HostEffect.Done => CodeOf(failed.Outcome),
        LockHeldException => ExitCode.Locked,
        // Somebody else may have gone on from there, and the live site shows another version than it should: both are beyond this process.
        LockLostException or LiveSiteException or StrategyMissingException => ExitCode.NeedsPerson,
        _ when effect != HostEffect.None => ExitCode.NeedsPerson,
        UsageException => ExitCode.Usage,
        _ when serving is { IsServed: false } => ExitCode.NeedsPerson,
        OperationCanceledException when interrupted => ExitCode.Interrupted,
        _ => ExitCode.Failed,
    };

    /// <summary>What the reader must know of what is live beside the error's own message; null when that says it.</summary>
    /// <param name="error">What ended the command.</param>
    /// <param name="effect">What it had done by then.</param>
    /// <param name="serving">What is served by then; null, the default, where nobody has looked.</param>
    public static string? Describe(Exception error, HostEffect effect, Serving? serving = null) => effect switch
    {
        _ when error is LockHeldException or LockLostException or LiveSiteException or StrategyMissingException => null,
        HostEffect.Done => "What was to be released is live and stays; this failed after that. "
            + "`Status` says what is live, `Rollback` brings the release before it back.",
        _ when error is ReleaseFailedException => null,
        HostEffect.HalfDone => "Something was begun and is neither done nor undone. A person must act: "
            + "`Status` says what is live; the next `Deploy` or `Rollback` finishes or undoes it.",
        _ when error is UsageException => null,
        _ when serving is null => "Nothing was switched.",
        _ when serving.IsServed == true => $"Nothing was switched: {char.ToLowerInvariant(serving.Sentence[0])}{serving.Sentence[1..]}",
        _ => $"Nothing was switched. {serving.Sentence}",
    };

    /// <summary>Whether the end of a command says something of what is live that only the host can tell.</summary>
    /// <param name="error">What ended the command.</param>
    /// <param name="effect">What it had done by then.</param>
    public static bool AsksWhatIsServed(Exception error, HostEffect effect) => effect == HostEffect.None
        && error is not (UsageException or LockHeldException or LockLostException or LiveSiteException or StrategyMissingException
            or ReleaseFailedException);

    private static ExitCode CodeOf(RunOutcome outcome) => outcome switch
    {
        RunOutcome.Failed => ExitCode.Failed,
        RunOutcome.Interrupted => ExitCode.Interrupted,
        _ => ExitCode.NeedsPerson,
    };
}
