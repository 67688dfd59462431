namespace Slipway.Applications;

/// <summary>Whether the live site is looked at from where a release is run, as its clients see it.</summary>
public enum OutsideLook
{
    /// <summary>
    /// It is, after the switch, and a release that does not answer there goes back. A deploy that could not look, because the live site
    /// can't be reached from here before the switch either, is refused before anything is touched.
    /// </summary>
    Required,

    /// <summary>
    /// As <see cref="Required"/> where the site can be reached from here before the switch; else the look is left out, and says so.
    /// </summary>
    WhenReachable,

    /// <summary>It is not. What is asked inside of the host is asked all the same.</summary>
    Off,
}
