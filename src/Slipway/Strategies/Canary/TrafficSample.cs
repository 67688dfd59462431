namespace Slipway.Strategies.Canary;

/// <summary>What one slot answered between two looks at the router's statistics.</summary>
/// <param name="Requests">Answered in between.</param>
/// <param name="Errors">Of these, with 5xx or not at all.</param>
/// <param name="Latency">Mean time to answer; null when the router can't tell.</param>
internal sealed record TrafficSample(long Requests, long Errors, TimeSpan? Latency);
