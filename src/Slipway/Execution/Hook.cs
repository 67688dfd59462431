namespace Slipway.Execution;

/// <summary>
/// Something of a user's own that is done before or after steps or commands: warming a cache, asking a gate, telling somebody. Until
/// traffic is shifted, a hook that fails, or is not done within its <see cref="Limit"/>, fails the run: all is undone (exit 4). After that,
/// and in an undo, a recovery or the abort of a canary, its failure is a warning in report and journal, and changes nothing.
/// </summary>
/// <remarks>
/// A hook may run twice: when a process is killed in a hook or after it, the next command's recovery runs it again where its own plan has
/// such a place. A recovery that finishes a command runs the hooks after that command too. One hook runs at a time; several at one place
/// run in the order in which they were registered.
/// </remarks>
public abstract class Hook
{
    /// <summary>The longest <see cref="Limit"/>: 24 hours.</summary>
    public static readonly TimeSpan LongestLimit = TimeSpan.FromHours(24);

    /// <summary>As it stands in journal, progress and errors: 1 to 100 characters without line breaks, and no other hook's.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// How long it may take each time; above zero, at most 24 hours, default 30 seconds. Then its token is cancelled, and it is given up at
    /// once: what a hook that ignores its token still does, it does beside the release.
    /// </summary>
    public virtual TimeSpan Limit => TimeSpan.FromSeconds(30);

    /// <summary>Where it runs; at least one. Read once, when the engine is made.</summary>
    public abstract IEnumerable<HookPoint> Points { get; }

    /// <summary>Does it. Whatever it throws is a failure of the hook.</summary>
    /// <param name="context">Where the run has come to: the plan, the step, what was done so far.</param>
    /// <param name="cancellationToken">Cancelled when the limit is over or the run is interrupted.</param>
    public abstract Task RunAsync(HookContext context, CancellationToken cancellationToken);
}
