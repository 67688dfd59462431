using Slipway.Applications;

namespace Slipway.Nuke.Components;

/// <summary>
/// Asks the live site from outside, as a client would. A deploy does so itself, as a part of its plan, like its other gates: skipping this
/// target skips none of them.
/// </summary>
public interface IVerify : IHazApplication
{
    /// <summary>
    /// Fails with exit code 5 when the live site answers another version than the one that should be live. After a release in the same
    /// build it tells what that has seen.
    /// </summary>
    Target Verify => _ => _
        .Description("Checks from outside that the live site answers the version that was released")
        .Uses(this, DescriptionUse.Place)
        .ExecutesRun(this, async run =>
        {
            await run.VerifyLiveAsync();
            if (run.Report is { } report)
            {
                run.Screen.Write(report, run.Phases());
            }
        });
}
