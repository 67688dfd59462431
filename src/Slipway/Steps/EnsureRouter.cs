namespace Slipway.Steps;

/// <summary>Starts the router if it does not run. What it routes stays as it is.</summary>
public sealed record EnsureRouter : Step
{
    /// <inheritdoc/>
    public override string Describe() => "Make sure that the router runs";

    /// <inheritdoc/>
    public override async Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        await context.Router.EnsureAsync(cancellationToken);
        return null;
    }
}
