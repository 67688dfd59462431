using Slipway.Journal;
using Slipway.Planning;
using Slipway.Releases;

namespace Slipway.Reporting;

/// <summary>What is so on a target at one moment.</summary>
/// <param name="Application">The description that was asked with.</param>
/// <param name="State">What engine, router and keeper show.</param>
/// <param name="Holder">Who is changing it now; null when nobody is.</param>
/// <param name="Address">Where it is live.</param>
public sealed record StatusReport(Application Application, ObservedState State, LockHolder? Holder, Uri Address)
{
    /// <summary>A run that is not under way any more and left the target half-way.</summary>
    public InterruptedRun? Interrupted => Holder is null ? State.Interrupted : null;

    /// <summary>A canary that waits for a person.</summary>
    public WaitingCanary? Canary => Holder is null && State.Interrupted is null ? State.Canary : null;
}
