namespace Slipway.Steps;

/// <summary>Lets the new version serve for a while before it counts as good.</summary>
public sealed record Soak(TimeSpan Duration) : Step
{
    public override string Describe() => $"Soak for {Duration.TotalSeconds:0.#} s";

    public override async Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        await Wait.PauseAsync(context, "the end of the soak", Duration, cancellationToken);
        return null;
    }
}
