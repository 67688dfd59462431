using Slipway.Keeper;

namespace Slipway.Steps;

/// <summary>Writes a record as it was before a run amended it.</summary>
/// <param name="Record">As it was.</param>
internal sealed record RestoreRecord(ReleaseRecord Record) : Step
{
    public override string Describe() => $"Leave the record of release {Record.Number} as it was";

    public override async Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        await context.Journal.RecordAsync(Record, cancellationToken);
        return null;
    }
}
