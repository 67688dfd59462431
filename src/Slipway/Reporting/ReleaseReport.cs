using Slipway.Execution;
using Slipway.Keeper;
using Slipway.Verification;

namespace Slipway.Reporting;

/// <summary>What a deploy or rollback has to show for itself.</summary>
/// <param name="Release">What is live now.</param>
/// <param name="Run">
/// What was run; null when nothing had to be. With <see cref="RunOutcome.Paused"/> a canary waits beside what is live.
/// </param>
/// <param name="Traffic">What the watch on the public address counted; null when there was none.</param>
/// <param name="Address">Where it is live.</param>
public sealed record ReleaseReport(ReleaseRecord Release, CompletedRun? Run, ProbeResult? Traffic, Uri Address)
{
    /// <summary>
    /// What went wrong meanwhile and changed nothing: a hook that failed after the switch, an observer that threw. Default none.
    /// </summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
