namespace Slipway.Applications;

/// <summary>What becomes of the old slot once nothing is under way there.</summary>
public enum RetirePolicy
{
    /// <summary>It goes on running without traffic, so that a rollback only shifts. Its workers stop.</summary>
    KeepWarm,

    /// <summary>Its containers stop and stay; a rollback starts them.</summary>
    Stop,

    /// <summary>Its containers are removed; a rollback makes them anew from their images.</summary>
    Remove,
}
