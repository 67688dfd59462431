using Slipway.Keeper;

namespace Slipway.Steps;

/// <summary>Writes the record of what is live anew: its description changed in what no container is made from.</summary>
/// <param name="Record">The record as it is to stand, under the number that it has.</param>
/// <param name="Changes">What differs, as paths: <c>timeouts/drain</c>. At least one.</param>
public sealed record AmendRelease(ReleaseRecord Record, IReadOnlyList<string> Changes) : Step
{
    private const int Named = 3;

    /// <inheritdoc/>
    public override string Describe() =>
        $"Take over into release {Record.Number}: {string.Join(", ", Changes.Take(Named))}"
        + (Changes.Count > Named ? $" and {Changes.Count - Named} more" : "");

    /// <inheritdoc/>
    public override async Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        await context.Journal.RecordAsync(Record, cancellationToken);
        return new AmendedRelease(Record);
    }
}
