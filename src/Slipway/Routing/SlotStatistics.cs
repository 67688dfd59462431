namespace Slipway.Routing;

/// <summary>
/// A slot's traffic, from the router's own statistics: requests of clients, without those that say that they are Slipway's own
/// (<see cref="OwnRequest"/>) and those over the preview route.
/// </summary>
/// <param name="Requests">Requests answered.</param>
/// <param name="Errors">Of these, answered with 5xx or not at all.</param>
/// <param name="AverageLatency">Mean time to answer of the recent requests; null when the proxy can't tell.</param>
public sealed record SlotStatistics(long Requests, long Errors, TimeSpan? AverageLatency)
{
    /// <summary>
    /// Of the errors, those that the application did not answer, or not to the end: the proxy said so itself. Null (the default) where the
    /// proxy lacks <see cref="RouterCapabilities.TellsOwnAnswers"/>.
    /// </summary>
    public long? Lost { get; init; }
}
