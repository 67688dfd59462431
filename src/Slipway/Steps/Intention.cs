namespace Slipway.Steps;

/// <summary>
/// Does nothing by itself. It stands in plan and journal for what the run takes responsibility for, and its undo says what becomes of that
/// when the run fails.
/// </summary>
/// <param name="Sentence">As in <see cref="Step.Describe"/>.</param>
public sealed record Intention(string Sentence) : Step
{
    public override string Describe() => Sentence;

    public override Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken) =>
        Task.FromResult<StepResult?>(null);
}
