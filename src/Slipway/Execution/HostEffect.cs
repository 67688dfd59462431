namespace Slipway.Execution;

/// <summary>What a command has done on its host so far, as far as it changes what is live. What was undone counts for nothing.</summary>
public enum HostEffect
{
    /// <summary>What was live before is live.</summary>
    None,

    /// <summary>Something was begun that is neither done nor undone.</summary>
    HalfDone,

    /// <summary>What the command was to make live is live.</summary>
    Done,
}
