namespace Slipway.Steps;

/// <summary>
/// Does nothing by itself. It stands in plan and journal for what the run takes responsibility for, and its undo says what becomes of that
/// when the run fails.
/// </summary>
/// <param name="Sentence">What begins here, without a full stop.</param>
public sealed record Intention(string Sentence) : Step
{
    /// <inheritdoc/>
    public override string Describe() => Sentence;

    /// <inheritdoc/>
    public override Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken) =>
        Task.FromResult<StepResult?>(null);
}
