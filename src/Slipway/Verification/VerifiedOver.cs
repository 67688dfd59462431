namespace Slipway.Verification;

/// <summary>The way that a slot is asked on.</summary>
public enum VerifiedOver
{
    /// <summary>At its containers: the only way while a maintenance page stands before everything.</summary>
    Containers,

    /// <summary>Through the router, by the preview header.</summary>
    Preview,

    /// <summary>Through the router, as a client does.</summary>
    Live,
}
