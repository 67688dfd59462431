namespace Slipway.Applications;

/// <summary>
/// How much of a description a command goes by. Each has what stands before it; faults elsewhere don't keep the command back.
/// </summary>
public enum DescriptionUse
{
    /// <summary>
    /// The application's name, and where it is published: for a command that looks at what is there, works on releases which are there, or
    /// removes all.
    /// </summary>
    Place,

    /// <summary>Also how much is kept of earlier releases: for a command that removes the rest.</summary>
    Retention,

    /// <summary>All of it: for a command that releases what is described, or says what a release would be.</summary>
    Release,
}
