namespace Slipway.Steps;

/// <summary>Lets the new version serve for a while before it counts as good.</summary>
/// <param name="Duration">How long, more than 0.</param>
public sealed record Soak(TimeSpan Duration) : Step
{
    /// <inheritdoc/>
    public override string Describe() => $"Soak for {Duration.TotalSeconds:0.#} s";

    /// <inheritdoc/>
    public override async Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        await Wait.PauseAsync(context, "the end of the soak", Duration, cancellationToken);
        return null;
    }
}
