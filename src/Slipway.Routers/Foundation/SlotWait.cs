using Slipway.Applications;
using Slipway.Routing;
using Slipway.Waiting;

namespace Slipway.Routers.Foundation;

/// <summary>The wait for the replicas of a slot that is admitted.</summary>
internal static class SlotWait
{
    private static readonly Pacing Often = Pacing.Every(TimeSpan.FromMilliseconds(20));

    /// <summary>Returns once every endpoint is up.</summary>
    /// <param name="admission">The slot.</param>
    /// <param name="probe">What is wrong with each of its endpoints, in their order; null: nothing.</param>
    /// <param name="patience">How long it may take.</param>
    /// <param name="poller">Whoever looks, and says what is waited for.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RouterException">
    /// <paramref name="patience"/> ran out; the message names the first endpoint that is not up and what was seen of it.
    /// </exception>
    public static async Task AwaitUpAsync(
        SlotAdmission admission,
        Func<CancellationToken, Task<IReadOnlyList<string?>>> probe,
        TimeSpan patience,
        Poller poller,
        CancellationToken cancellationToken)
    {
        var missing = admission.Endpoints is [var first, ..] ? first : null;
        try
        {
            await poller.UntilAsync($"the router to see the {admission.Slot.Label()} slot up", patience, Often, LookAsync,
                cancellationToken);
        }
        catch (WaitTimedOutException late) when (missing is not null)
        {
            throw new RouterException(
                $"The router does not see {missing.Service} of the {admission.Slot.Label()} slot up "
                + $"({missing.Name}, {missing.Address}:{missing.Port}) after {patience.TotalSeconds:0.#} s. Its check saw: "
                + $"{late.Observed ?? "nothing, because the router's container did not answer in that time"}.",
                late);
        }

        async Task<string?> LookAsync(CancellationToken token)
        {
            (missing, var problem) = admission.Endpoints.Zip(await probe(token)).FirstOrDefault(pair => pair.Second is not null);
            return problem;
        }
    }
}
