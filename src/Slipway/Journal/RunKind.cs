namespace Slipway.Journal;

/// <summary>The commands that change a target.</summary>
public enum RunKind
{
    Migrate,
    Deploy,
    Rollback,

    /// <summary>Brings a target to rest that an earlier command left half-way.</summary>
    Recovery,

    Cleanup,
}
