namespace Slipway.Steps;

/// <summary>Lets requests that wait go on.</summary>
public sealed record ReleaseTraffic : Step
{
    /// <inheritdoc/>
    public override string Describe() => "Let requests that wait go on";

    /// <inheritdoc/>
    public override async Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        await (context.Router.Capabilities.Hold ? context.Router.HoldAsync(TimeSpan.Zero, cancellationToken) : Task.CompletedTask);
        return null;
    }
}
