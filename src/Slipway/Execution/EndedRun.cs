using Slipway.Keeper;

namespace Slipway.Execution;

/// <summary>What a recovery must know of the run that it ends, for the hooks.</summary>
/// <param name="Hooks">Names of the hooks that had something to do in it.</param>
/// <param name="Finishes">The command that is finished by it; null when what was begun is taken away.</param>
internal sealed record EndedRun(IReadOnlyList<string> Hooks, RunKind? Finishes)
{
    /// <summary>A run that ends none but its own.</summary>
    public static EndedRun None { get; } = new([], null);

    /// <param name="start">The first entry of the run that was cut off.</param>
    /// <param name="finished">Whether it is finished rather than taken back.</param>
    public static EndedRun Of(JournalEntry start, bool finished) => new(start.Hooks ?? [], finished ? start.Finishes ?? start.Run : null);
}
