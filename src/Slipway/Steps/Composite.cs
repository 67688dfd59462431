namespace Slipway.Steps;

/// <summary>Steps that stand under one sentence, done in their order.</summary>
/// <param name="Sentence">As in <see cref="Step.Describe"/>.</param>
/// <param name="Steps">At least one.</param>
public sealed record Composite(string Sentence, params IReadOnlyList<Step> Steps) : Step
{
    public override string Describe() => Sentence;

    public override bool ShiftsTraffic => Steps.Any(step => step.ShiftsTraffic);

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
