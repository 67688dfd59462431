using Slipway.Applications;
using Slipway.Routing;

namespace Slipway.Steps;

/// <summary>
/// Waits until no request is under way on a slot that gets no new ones. What is left when the limit runs out is reported.
/// </summary>
/// <param name="Slot">The slot, which gets no new request any more.</param>
public sealed record DrainSlot(Slot Slot) : Step
{
    /// <summary>For the last answer of the router, when the limit has run out.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public override string Describe() => $"Drain the {Slot.Label()} slot";

    /// <inheritdoc/>
    public override Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken) => DrainAsync(context,
        $"the {Slot.Label()} slot",
        async token => await context.Router.CountInFlightAsync(Slot, container: null, token) ?? 0, cancellationToken);

    internal static async Task<StepResult?> DrainAsync(
        StepContext context, string where, Func<CancellationToken, Task<int>> count, CancellationToken cancellationToken)
    {
        var limit = context.Application.Timeouts.Drain;
        if (!context.Router.Capabilities.CountsInFlight)
        {
            await Wait.PauseAsync(
                context, $"the requests under way on {where}, which {context.Router.Capabilities.Name} can't count", limit,
                cancellationToken);
            return new Remark(
                $"{context.Router.Capabilities.Name} can't count requests under way: waited the whole {limit.TotalSeconds:0.#} s");
        }

        // A stream that never ends must not keep the release from its end: what is left stays where it is, and whoever removes the slot
        // stops it gently.
        var start = context.Time.GetTimestamp();
        var left = 0;
        await Wait.UntilAsync(context, $"the requests under way on {where} to end",
            limit + context.Application.Timeouts.HealthInterval + Margin,
            async token =>
            {
                left = await count(token);
                return left > 0 && context.Time.GetElapsedTime(start) < limit ? $"{left} under way" : null;
            },
            container: null, cancellationToken);
        return left == 0 ? null : new Remark($"{left} still under way after {limit.TotalSeconds:0.#} s");
    }
}
