using System.Text.Json.Serialization;
using Slipway.Routers.Foundation;

namespace Slipway.Routers.Nginx;

/// <summary>What the proxy counted of a slot since it started.</summary>
/// <param name="Requests">Requests that ended.</param>
/// <param name="Errors">Of these, answered with 5xx, the proxy's own included, or broken off by the service.</param>
/// <param name="Answers">Of these, answered by the service.</param>
/// <param name="Milliseconds">Time to the first byte of all <paramref name="Answers"/> together.</param>
/// <param name="Flight">Requests under way, by container.</param>
internal sealed record SlotNumbers(long Requests, long Errors, long Answers, double Milliseconds, IReadOnlyDictionary<string, int> Flight)
{
    /// <summary>Of the errors, those that no service answered, or not to the end; null from a proxy that does not count them.</summary>
    public long? Lost { get; init; }

    [JsonIgnore]
    public SlotTally Tally => new(Requests, Errors)
    {
        Lost = Lost, Answers = Answers, TotalLatency = TimeSpan.FromMilliseconds(Milliseconds),
    };
}
