namespace Slipway.EndToEnd.Deployer.Killing;

/// <summary>On which side of a journal entry a process dies.</summary>
public enum KillMoment
{
    /// <summary>What came before the entry has happened, the entry is not in the journal.</summary>
    Before,

    /// <summary>The entry is durable, nothing has happened since.</summary>
    After,
}
