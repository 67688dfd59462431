using Slipway.Releases;
using Slipway.Routing;

namespace Slipway.Routers.Foundation;

/// <summary>The wait for the replicas of a slot that is admitted.</summary>
internal static class SlotWait
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    /// <summary>Returns once every endpoint is up.</summary>
    /// <param name="admission">The slot.</param>
    /// <param name="probe">What is wrong with each of its endpoints, in their order; null: nothing.</param>
    /// <param name="patience">How long it may take.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RouterException">
    /// <paramref name="patience"/> ran out; the message names the first endpoint that is not up and what was seen of it.
    /// </exception>
    public static async Task AwaitUpAsync(
        SlotAdmission admission,
        Func<CancellationToken, Task<IReadOnlyList<string?>>> probe,
        TimeSpan patience,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            var down = admission.Endpoints.Zip(await probe(cancellationToken)).FirstOrDefault(pair => pair.Second is not null);
            if (down is not { Second: { } problem, First: var missing })
            {
                return;
            }

            if (time.GetElapsedTime(start) > patience)
            {
                throw new RouterException(
                    $"The router does not see {missing.Service} of the {admission.Slot.Label()} slot up "
                    + $"({missing.Name}, {missing.Address}:{missing.Port}) after {patience.TotalSeconds:0.#} s. Its check saw: {problem}.");
            }

            await Task.Delay(PollInterval, time, cancellationToken);
        }
    }
}
