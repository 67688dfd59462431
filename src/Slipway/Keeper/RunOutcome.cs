namespace Slipway.Keeper;

/// <summary>How a run ended.</summary>
public enum RunOutcome
{
    /// <summary>What the run was for is live.</summary>
    Released,

    /// <summary>It failed; what was live before is live.</summary>
    Failed,

    /// <summary>It was interrupted; what was live before is live.</summary>
    Interrupted,

    /// <summary>A canary waits at its share of the traffic for a person; what was live before has the rest.</summary>
    Paused,

    /// <summary>It failed, and so did at least one undo.</summary>
    NeedsPerson,
}
