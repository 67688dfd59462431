namespace Slipway.Tests.Upgrade;

/// <summary>The first command of the new build on a target that the old one left.</summary>
public enum FirstCommand
{
    /// <summary>Of a version that was never there.</summary>
    Deploy,

    /// <summary>To the last good release.</summary>
    Rollback,

    /// <summary>Of a canary that waits, to its next share.</summary>
    Promote,

    /// <summary>Of a canary that waits.</summary>
    Abort,
}
