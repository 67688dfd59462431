namespace Slipway.Errors;

/// <summary>What the process tells its caller. A script may rely on these numbers.</summary>
public enum ExitCode
{
    /// <summary>The release is live (or the command did what it was asked).</summary>
    Released = 0,

    /// <summary>Wrong configuration or usage. Nothing was touched, but for what an interrupted run had left half-way.</summary>
    Usage = 2,

    /// <summary>Somebody else is deploying this application.</summary>
    Locked = 3,

    /// <summary>The release failed and the version that was live before is live.</summary>
    Failed = 4,

    /// <summary>
    /// The release failed and what is live could not be restored or confirmed, or what is recorded as live is not served: a person must
    /// act.
    /// </summary>
    NeedsPerson = 5,

    /// <summary>The release was interrupted and the version that was live before is live.</summary>
    Interrupted = 6,

    /// <summary>
    /// Said only where it was asked for: a deploy would do something, or two releases differ. Nothing was touched.
    /// </summary>
    Differs = 7,
}
