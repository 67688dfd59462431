using Slipway.Execution;

namespace Slipway.Nuke.Running;

/// <summary>Somebody asked for the end of the build while no plan was under way that could have been undone.</summary>
/// <param name="effect">What the build had done by then.</param>
/// <param name="cause">The cancellation; null when the signal itself ends the process.</param>
internal sealed class InterruptedException(HostEffect effect, Exception? cause = null) : SlipwayException(Describe(effect), cause)
{
    private static string Describe(HostEffect effect) => effect switch
    {
        HostEffect.None => "Interrupted before anything was switched: what was live is live.",
        HostEffect.Done => "Interrupted after what was to be released had gone live: it stays. `Status` says what is live.",
        _ => "Interrupted while something was half done. A person must act: `Status` says what is live; "
            + "the next `Deploy` or `Rollback` finishes or undoes it.",
    };
}
