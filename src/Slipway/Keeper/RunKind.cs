namespace Slipway.Keeper;

/// <summary>The commands that change a target.</summary>
public enum RunKind
{
    /// <summary>Starts shared services and migrates the database.</summary>
    Migrate,

    /// <summary>Releases a new version.</summary>
    Deploy,

    /// <summary>Brings an earlier release back.</summary>
    Rollback,

    /// <summary>Brings a target to rest that an earlier command left half-way.</summary>
    Recovery,

    /// <summary>Removes the idle slot and the images beyond the retention.</summary>
    Cleanup,

    /// <summary>Takes a canary that waits to its next share, or to the end.</summary>
    Promote,

    /// <summary>Takes a canary that waits back.</summary>
    Abort,

    /// <summary>Makes the release in the other slot live again, which is up.</summary>
    SwitchTraffic,

    /// <summary>Turns the maintenance page on or off.</summary>
    Maintenance,

    /// <summary>
    /// Takes what changed of a description, and reaches no container, over into the record of what is live. A version of Slipway that does
    /// not know it leaves its lines out, and nothing that it must know stands there.
    /// </summary>
    Amend,
}
