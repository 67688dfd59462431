using System.Globalization;

namespace Slipway.Steps;

/// <summary>
/// Lets new requests wait. They go on when the maintenance page is taken away, and after the limit by the proxy's own clock: whoever dies
/// leaves nobody waiting.
/// </summary>
/// <param name="Limit">How long from now, more than 0 and at most 60 s.</param>
public sealed record HoldTraffic(TimeSpan Limit) : Step
{
    /// <inheritdoc/>
    public override string Describe() =>
        string.Create(CultureInfo.InvariantCulture, $"Let requests wait, at most {Limit.TotalSeconds:0.###} s");

    /// <inheritdoc/>
    public override async Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (!context.Router.Capabilities.Hold)
        {
            // On the way back to a release whose own way needs no such router.
            return new Remark($"{context.Router.Capabilities.Name} can't: they see the page at once");
        }

        await context.Router.HoldAsync(Limit, cancellationToken);
        return null;
    }

    /// <summary>Undone by letting them go on.</summary>
    public PlannedStep Reversible() => WithUndo(new ReleaseTraffic());
}
