namespace Slipway.Applications;

/// <summary>
/// How much of a description a command goes by. Each has what stands before it; faults elsewhere don't keep the command back.
/// </summary>
public enum DescriptionUse
{
    /// <summary>The application's name, and where it is published: for a command that looks at what is there, or removes it.</summary>
    Place,

    /// <summary>
    /// Also what belongs to the installation and no record of a release has: the edge's certificate, the retention, the hooks. For a
    /// command that works on releases which are there.
    /// </summary>
    Installation,

    /// <summary>All of it: for a command that releases what is described, or says what a release would be.</summary>
    Release,
}
