namespace Slipway.Waiting;

/// <summary>Something did not come about in the time that it had.</summary>
/// <param name="what">What was waited for, to follow "waited for".</param>
/// <param name="limit">How long.</param>
/// <param name="observed">What was so instead when it was last looked at; null when no look came to an end.</param>
/// <param name="explanation">What else explains it, as the end of the message, such as a container's last lines; empty for nothing.</param>
public sealed class WaitTimedOutException(string what, TimeSpan limit, string? observed, string explanation = "")
    : SlipwayException($"Waited {limit.TotalSeconds:0.#} s for {what}. Observed: {observed ?? "no reply"}.{explanation}")
{
    /// <summary>What was waited for, to follow "waited for".</summary>
    public string What { get; } = what;

    /// <summary>How long it was waited for.</summary>
    public TimeSpan Limit { get; } = limit;

    /// <summary>What was so instead when it was last looked at; null when no look came to an end.</summary>
    public string? Observed { get; } = observed;

    /// <summary>The same error with what explains it.</summary>
    /// <param name="by">The end of the message, such as a container's last lines.</param>
    public WaitTimedOutException Explained(string by) => new(What, Limit, Observed, by);
}
