namespace Slipway.Keeper;

/// <summary>What a line of the journal says.</summary>
public enum EntryKind
{
    /// <summary>A command begins to change the target.</summary>
    RunStarted,

    /// <summary>A step is about to act.</summary>
    StepStarted,

    /// <summary>The step's effect is complete.</summary>
    StepDone,

    /// <summary>The step threw, or was interrupted; <see cref="JournalEntry.Detail"/> says why.</summary>
    StepFailed,

    /// <summary>What takes a step back is about to act.</summary>
    UndoStarted,

    /// <summary>What takes a step back is complete.</summary>
    UndoDone,

    /// <summary>What takes a step back threw: a person must act.</summary>
    UndoFailed,

    /// <summary>The command has come to its end; <see cref="JournalEntry.Outcome"/> says which.</summary>
    RunEnded,

    /// <summary>A hook is about to run.</summary>
    HookStarted,

    /// <summary>The hook came to its end.</summary>
    HookDone,

    /// <summary>A hook failed, was not done within its limit, or was interrupted.</summary>
    HookFailed,

    /// <summary>A hook that a run had which was cut off, and that the build which ends it does not have.</summary>
    HookSkipped,
}
