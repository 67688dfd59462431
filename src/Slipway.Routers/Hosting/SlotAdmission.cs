using Slipway.Releases;
using Slipway.Routing;

namespace Slipway.Routers.Hosting;

/// <summary>What is the same before every proxy: how long a slot is waited for, and what is refused whatever the proxy could do.</summary>
internal static class SlotAdmission
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(60);

    /// <summary>Returns once the proxy sees every endpoint up.</summary>
    /// <param name="look">What is wrong with each of the endpoints, in their order, as the proxy sees it; null: nothing.</param>
    /// <exception cref="RouterException"><paramref name="patience"/> ran out; the message names the first that is not up and what was seen.</exception>
    public static async Task AwaitUpAsync(
        Slot slot, IReadOnlyList<ServiceEndpoint> endpoints, Func<CancellationToken, Task<IReadOnlyList<string?>>> look, TimeSpan patience, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            var problems = await look(cancellationToken);
            if (endpoints.Zip(problems).FirstOrDefault(pair => pair.Second is not null) is not { Second: { } problem, First: var missing })
            {
                return;
            }

            if (time.GetElapsedTime(start) > patience)
            {
                throw new RouterException(
                    $"The router does not see {missing.Service} of the {slot.Label()} slot up ({missing.Name}, {missing.Address}:{missing.Port}) after {patience.TotalSeconds:0.#} s. "
                    + $"Its check saw: {problem}.");
            }

            await Task.Delay(PollInterval, time, cancellationToken);
        }
    }

    /// <exception cref="RouterException">Traffic would get to a slot that was not admitted.</exception>
    public static void RequireAdmitted(Split wanted, Split inForce, Func<Slot, bool> isAdmitted)
    {
        foreach (var slot in Enum.GetValues<Slot>().Where(slot => wanted.Reaches(slot) && !isAdmitted(slot)))
        {
            throw new RouterException($"Traffic can't be shifted to {wanted}: the {slot.Label()} slot was not admitted. The split in force stays: {inForce}.");
        }
    }

    /// <exception cref="RouterException">The slot that is to be withdrawn has traffic.</exception>
    public static void RequireIdle(Slot slot, Split inForce)
    {
        if (inForce.Reaches(slot))
        {
            throw new RouterException($"The {slot.Label()} slot can't be withdrawn: it has traffic (split: {inForce}). Shift the traffic first.");
        }
    }

    /// <exception cref="ArgumentOutOfRangeException">Requests would wait for less than nothing or for more than 60 s.</exception>
    public static void RequireHoldLimit(TimeSpan limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, LongestHold);
    }
}
