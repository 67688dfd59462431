using Slipway.Execution;
using Slipway.Observation;

namespace Slipway.Nuke.Running;

/// <summary>Somebody asked for the end of the build while no plan was under way that could have been undone.</summary>
/// <param name="effect">What the build had done by then.</param>
/// <param name="serving">What is served by then; null where nobody has looked.</param>
/// <param name="cause">The cancellation; null when the signal itself ends the process.</param>
internal sealed class InterruptedException(HostEffect effect, Serving? serving = null, Exception? cause = null)
    : SlipwayException(Describe(effect, serving), cause)
{
    private static string Describe(HostEffect effect, Serving? serving) => effect switch
    {
        HostEffect.None => $"Interrupted before anything was switched.{(serving is null ? "" : $" {serving.Sentence}")}",
        HostEffect.Done => "Interrupted after what was to be released had gone live: it stays. `Status` says what is live.",
        _ => "Interrupted while something was half done. A person must act: `Status` says what is live; "
            + "the next `Deploy` or `Rollback` finishes or undoes it.",
    };
}
