using System.Globalization;
using Slipway.Routing;

namespace Slipway.Steps;

/// <summary>Counts the requests that are still open when what answers them is stopped: each of them is cut off, and told.</summary>
internal static class OpenRequests
{
    /// <param name="context">The step's own.</param>
    /// <param name="slot">Whose containers are stopped next.</param>
    /// <param name="containers">By name; null for all of the slot.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What was cut off; null: nothing, or the router can't count.</returns>
    public static async Task<Remark?> CutOffAsync(
        StepContext context, Slot slot, IReadOnlyList<string>? containers, CancellationToken cancellationToken)
    {
        if (!context.Router.Capabilities.CountsInFlight)
        {
            return null;
        }

        var open = 0;
        try
        {
            foreach (var container in containers ?? (IReadOnlyList<string?>)[null])
            {
                open += await context.Router.CountInFlightAsync(slot, container, cancellationToken) ?? 0;
            }
        }
        catch (RouterException)
        {
            // What does not answer has nothing under way, and is no reason to leave a container running.
        }

        if (open == 0)
        {
            return null;
        }

        context.Ledger?.CutOff(open);
        return new Remark(open == 1
            ? "1 request was still open and is cut off"
            : string.Create(CultureInfo.InvariantCulture, $"{open:N0} requests were still open and are cut off"));
    }
}
