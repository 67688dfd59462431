using Slipway.Routing;

namespace Slipway.Tests.Recording;

/// <summary>The requests that a recorded router serves: which containers have some under way, and what was counted of each slot.</summary>
internal sealed class RecordedTraffic(VirtualTime time)
{
    /// <summary>How long a request takes to end once its container gets no new ones.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private readonly Dictionary<string, DateTimeOffset> leaving = new(StringComparer.Ordinal);
    private readonly Dictionary<Slot, (double Requests, double Errors)> counted = [];
    private readonly Dictionary<Slot, long> lost = [];
    private Dictionary<string, Slot> receiving = new(StringComparer.Ordinal);
    private DateTimeOffset since = time.GetUtcNow();

    /// <summary>Requests a second, of all clients together.</summary>
    public double Rate { get; set; } = 50;

    /// <summary>Which containers get new requests from now on, and by which slot.</summary>
    public void Turn(Dictionary<string, Slot> now)
    {
        foreach (var left in receiving.Keys.Where(name => !now.ContainsKey(name)))
        {
            leaving[left] = time.GetUtcNow() + Longest;
        }

        receiving = now;
    }

    /// <summary>These get no new requests any more, and their last ones end after the given time.</summary>
    public void Leave(IReadOnlyDictionary<string, TimeSpan> containers)
    {
        foreach (var (container, left) in containers)
        {
            leaving[container] = time.GetUtcNow() + left;
        }
    }

    public bool IsBusy(string container) =>
        receiving.ContainsKey(container) || (leaving.TryGetValue(container, out var until) && until > time.GetUtcNow());

    /// <summary>Nothing is under way any more: the router died.</summary>
    public void End()
    {
        receiving.Clear();
        leaving.Clear();
    }

    /// <summary>Takes in what was served since the last time, by the split that was in force.</summary>
    public void Count(Split split, Func<Slot, double> errorRate)
    {
        var elapsed = (time.GetUtcNow() - since).TotalSeconds;
        since = time.GetUtcNow();
        foreach (var slot in Enum.GetValues<Slot>())
        {
            var requests = elapsed * Rate * split.Share(slot) / 100;
            var before = counted.GetValueOrDefault(slot);
            counted[slot] = (before.Requests + requests, before.Errors + (requests * errorRate(slot)));
        }
    }

    /// <summary>One request more, which no client of <see cref="Rate"/> sent.</summary>
    public void Add(Slot slot, bool failed)
    {
        var (requests, errors) = counted.GetValueOrDefault(slot);
        counted[slot] = (requests + 1, errors + (failed ? 1 : 0));
    }

    /// <summary>So many requests of clients got no answer of the application.</summary>
    public void Lose(Slot slot, int requests)
    {
        var (all, errors) = counted.GetValueOrDefault(slot);
        counted[slot] = (all + requests, errors + requests);
        lost[slot] = lost.GetValueOrDefault(slot) + requests;
    }

    public SlotStatistics Read(Slot slot, TimeSpan latency)
    {
        var (requests, errors) = counted.GetValueOrDefault(slot);
        return new SlotStatistics((long)requests, (long)errors, requests > 0 ? latency : null) { Lost = lost.GetValueOrDefault(slot) };
    }
}
