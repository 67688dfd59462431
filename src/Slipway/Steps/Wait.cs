using Slipway.Waiting;

namespace Slipway.Steps;

/// <summary>Waiting for a condition of the target: bounded, visible, and with the container's own words when it never comes.</summary>
public static class Wait
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(25);
    private const int LogLines = 15;

    /// <summary>
    /// Asks <paramref name="observe"/> until it returns null, with pauses that grow from 25 ms by a tenth each time up to
    /// <see cref="Applications.Timeouts.HealthInterval"/>.
    /// </summary>
    /// <param name="what">What is waited for, to follow "waiting for".</param>
    /// <param name="observe">Null when the condition holds, else what is observed instead.</param>
    /// <param name="container">Whose last log lines explain a failure; null for none.</param>
    /// <param name="context">The step's own.</param>
    /// <param name="limit">How long at most; less than 10 ms is 10 ms, more than 24 h is 24 h.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="WaitTimedOutException">The limit ran out; the message ends with the container's last lines.</exception>
    public static Task UntilAsync(
        StepContext context, string what, TimeSpan limit, Func<CancellationToken, Task<string?>> observe, string? container,
        CancellationToken cancellationToken) =>
        UntilAsync(context, what, limit, FirstPause, observe, container, cancellationToken);

    /// <summary>The same with a first pause of one's own, where a look is dear.</summary>
    internal static async Task UntilAsync(
        StepContext context, string what, TimeSpan limit, TimeSpan firstPause, Func<CancellationToken, Task<string?>> observe,
        string? container, CancellationToken cancellationToken)
    {
        try
        {
            var pacing = new Pacing(firstPause, context.Application.Timeouts.HealthInterval);
            await PollerOf(context).UntilAsync(what, limit, pacing, observe, cancellationToken);
        }
        catch (WaitTimedOutException late)
        {
            throw late.Explained(await LastWordsAsync(context, container, cancellationToken));
        }
    }

    /// <summary>Lets time pass, visibly.</summary>
    /// <param name="what">What it is given to, to follow "waiting for".</param>
    /// <param name="duration">How long.</param>
    /// <param name="context">The step's own.</param>
    /// <param name="cancellationToken">Ends the pause.</param>
    public static Task PauseAsync(StepContext context, string what, TimeSpan duration, CancellationToken cancellationToken) =>
        PollerOf(context).PauseAsync(what, duration, cancellationToken);

    /// <summary>
    /// A container's last log lines as the end of a message; empty for no container. That they can't be read is said there too: it must not
    /// hide the error that they explain.
    /// </summary>
    /// <param name="context">The step's own.</param>
    /// <param name="container">The container's name; null for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<string> LastWordsAsync(StepContext context, string? container, CancellationToken cancellationToken)
    {
        if (container is null)
        {
            return "";
        }

        var lines = new List<string>();
        try
        {
            await foreach (var line in context.Engine.Containers.ReadLogsAsync(container, LogLines, cancellationToken))
            {
                lines.Add($"  | {line}");
            }
        }
        catch (SlipwayException unreadable)
        {
            return $"\nThe last lines of {container} can't be read: {unreadable.Message}";
        }

        return lines.Count == 0 ? $"\n{container} has printed nothing." : $"\nLast lines of {container}:\n{string.Join('\n', lines)}";
    }

    private static Poller PollerOf(StepContext context) => new(context.Time, context.Observer.Waiting);
}
