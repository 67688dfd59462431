using Slipway.Keeper;
using Slipway.Steps;

namespace Slipway.Execution;

/// <summary>Writes the lines of one run.</summary>
internal sealed class RunJournal(StepContext context, Plan plan)
{
    /// <param name="hooks">Names of the hooks that have something to do; left out where there are none.</param>
    /// <param name="finishes">The command that a recovery finishes.</param>
    /// <param name="cancellationToken">Ends the wait for the keeper.</param>
    public Task BeginAsync(IReadOnlyList<string> hooks, RunKind? finishes, CancellationToken cancellationToken) => AppendAsync(
        Entry(EntryKind.RunStarted) with
        {
            Slot = plan.Slot,
            By = plan.Release.By,
            Begun = plan.Release,
            Subject = plan.Subject,
            Hooks = hooks.Count > 0 ? hooks : null,
            Finishes = hooks.Count > 0 ? finishes : null,
        },
        cancellationToken);

    public Task NoteAsync(
        EntryKind kind, CancellationToken cancellationToken, string? step = null, string? detail = null, RunOutcome? outcome = null) =>
        AppendAsync(Entry(kind) with { Step = step, Detail = detail, Outcome = outcome }, cancellationToken);

    /// <summary>
    /// For what has happened already: a journal that can't be written must not change what is live, nor keep the old version from coming
    /// back.
    /// </summary>
    public async Task TryNoteAsync(EntryKind kind, string? step, string? detail, RunOutcome? outcome = null)
    {
        try
        {
            await NoteAsync(kind, CancellationToken.None, step, detail, outcome);
        }
        catch (SlipwayException error) when (error is not LockLostException)
        {
            context.Observer.Note($"Not in the journal: {kind} {step} ({error.Message})");
        }
    }

    private JournalEntry Entry(EntryKind kind) =>
        new() { At = context.Time.GetUtcNow(), Kind = kind, Release = plan.Release.Number, Run = plan.Kind };

    private Task AppendAsync(JournalEntry entry, CancellationToken cancellationToken) =>
        context.Journal.AppendAsync(entry, cancellationToken);
}
