namespace Slipway.Steps;

/// <summary>Steps that stand under one sentence, done in their order.</summary>
/// <param name="Sentence">What all of them come to, without a full stop.</param>
/// <param name="Steps">What is done, in this order, at least one; the first that throws ends it.</param>
public sealed record Composite(string Sentence, params IReadOnlyList<Step> Steps) : Step
{
    /// <inheritdoc/>
    public override string Describe() => Sentence;

    /// <inheritdoc/>
    public override bool ShiftsTraffic => Steps.Any(step => step.ShiftsTraffic);

    /// <inheritdoc/>
    public override async Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        StepResult? result = null;
        foreach (var step in Steps)
        {
            result = await step.RunAsync(context, cancellationToken) ?? result;
        }

        return result;
    }
}
