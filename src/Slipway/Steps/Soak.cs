using Slipway.Keeper;
using Slipway.Routing;
using Slipway.Verification;

namespace Slipway.Steps;

/// <summary>
/// Lets the new version serve for a while before it counts as good, and watches it meanwhile. The first bound that stays broken ends it.
/// </summary>
/// <param name="Duration">How long, more than 0. It goes on while a bound is broken that may still recover.</param>
/// <param name="Watched">
/// The slot that is held to <see cref="Applications.VerificationSettings.SoakBounds"/>; null (the default): only time passes.
/// </param>
public sealed record Soak(TimeSpan Duration, Slot? Watched = null) : Step
{
    private static readonly TimeSpan ShowEvery = TimeSpan.FromSeconds(3);

    /// <inheritdoc/>
    public override string Describe() => $"Soak for {Duration.TotalSeconds:0.#} s";

    /// <inheritdoc/>
    /// <exception cref="SoakFailedException">A bound stayed broken.</exception>
    public override async Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (Watched is not { } slot)
        {
            await Wait.PauseAsync(context, "the end of the soak", Duration, cancellationToken);
            return null;
        }

        var bounds = context.Application.Verification.SoakBounds;
        var start = context.Time.GetTimestamp();
        var shown = TimeSpan.Zero;
        var sight = await SoakSight.BeginAsync(context, slot, cancellationToken);
        var before = await (context.Before ?? new TrafficBefore(context.Router, slot.Other())).EndAsync(cancellationToken);
        var watch = new SoakWatch(bounds, before);
        while (true)
        {
            var left = Duration - context.Time.GetElapsedTime(start);
            if (left <= TimeSpan.Zero && !watch.IsInBreach)
            {
                return new SoakedTraffic(watch.Describe());
            }

            await Task.Delay(left > TimeSpan.Zero && left < bounds.Interval ? left : bounds.Interval, context.Time, cancellationToken);
            var breach = watch.Add(await LookAsync(sight, cancellationToken));
            var elapsed = context.Time.GetElapsedTime(start);
            if (breach is not null)
            {
                throw new SoakFailedException(slot, elapsed, breach, watch.Describe());
            }

            if (elapsed - shown >= ShowEvery)
            {
                shown = elapsed;
                context.Observer.Waiting($"the end of the soak; observed: {watch.Describe()}", elapsed, Duration);
            }
        }
    }

    /// <summary>What can't be seen is no evidence that it is good. A moment without an answer is a blip like any other.</summary>
    private static async Task<SoakSample> LookAsync(SoakSight sight, CancellationToken cancellationToken)
    {
        try
        {
            return await sight.LookAsync(cancellationToken);
        }
        catch (SlipwayException unseen) when (unseen is not LockLostException)
        {
            return new SoakSample { Faults = [$"it can't be seen: {unseen.Message}"] };
        }
    }
}
