using Serilog;
using Slipway.Applications;
using Slipway.Keeper;
using Slipway.Reporting;
using Slipway.Verification;

namespace Slipway.Nuke.Running;

// How the live site is looked at from here.
public sealed partial class ReleaseRun
{
    /// <summary>The end of a command that moved traffic: the live site is asked from outside, and the report is shown.</summary>
    internal async Task ShowAsync(ReleaseReport report)
    {
        Report = report;
        await VerifyLiveAsync();
        Screen.Write(report, Phases());
    }

    /// <summary>
    /// Asks the public address for the version that should be live. Two versions, or a page that somebody asked for, have none to ask for.
    /// </summary>
    internal async Task VerifyLiveAsync()
    {
        if (await WhyNoVersionAsync() is { } reason)
        {
            Log.Information("{Reason}: the live site is not asked for its version", reason);
            return;
        }

        var status = Report is null ? await Engine.ReadStatusAsync(CancellationToken) : null;
        var live = Report?.Release ?? status?.State.LiveRelease
            ?? throw new UsageException($"{Application.Name} was never released on {Host.Endpoint}: there is nothing to verify.");
        var address = Report?.Address ?? status!.Address;
        await LiveSite.VerifyAsync(address, Application.DescribedBy(live.Description), live.Version, Time, CancellationToken);
        Log.Information("{Address} answers version {Version}", address.ToString(), live.Version);
    }

    private async Task<string?> WhyNoVersionAsync()
    {
        if (Report?.Run is { Plan: var plan })
        {
            return plan.Outcome == RunOutcome.Paused
                ? "A canary waits"
                : plan.Release.UnderMaintenance ? "The maintenance page is on" : null;
        }

        var state = (await Engine.ReadStatusAsync(CancellationToken))?.State;
        return state?.Paused is not null ? "A canary waits" : state?.Router.Maintenance == true ? "The maintenance page is on" : null;
    }
}
