using Serilog;
using Slipway.Applications;
using Slipway.Execution;
using Slipway.Keeper;
using Slipway.Nuke.Building;
using Slipway.Observation;
using Slipway.Plans;
using Slipway.Reporting;
using Slipway.Steps;

namespace Slipway.Nuke.Running;

// How the live site is looked at from here, and what would be released.
public sealed partial class ReleaseRun
{
    /// <summary>Within the time that a person waits for the end of a command that failed.</summary>
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(10);

    /// <summary>The end of a command that moved traffic: what was seen of the live site, and the report.</summary>
    internal async Task ShowAsync(ReleaseReport report)
    {
        Report = report;
        await VerifyLiveAsync();
        Screen.Write(report, Phases());
    }

    /// <summary>
    /// Asks the public address for the version that should be live, unless a release of this build has looked already. Two versions, or a
    /// page that somebody asked for, have none to ask for.
    /// </summary>
    internal async Task VerifyLiveAsync()
    {
        if (await WhyNoVersionAsync() is { } reason)
        {
            Log.Information("{Reason}: the live site is not asked for its version from here", reason);
            return;
        }

        if (Report?.Run?.Result<LookedFromOutside>() is { } looked)
        {
            Log.Information("From outside: {Seen}", looked.Describe());
            return;
        }

        var status = Report is null ? await Engine.ReadStatusAsync(CancellationToken) : null;
        var live = Report?.Release ?? status?.State.LiveRelease
            ?? throw new UsageException($"{Application.Name} was never released on {Host.Endpoint}: there is nothing to verify.");
        var address = Report?.Address ?? status!.Address;
        await Engine.VerifyLiveAsync(address, live, CancellationToken);
        Log.Information("{Address} answers version {Version}", address.ToString(), live.Version);
    }

    /// <summary>
    /// What is served at the end of a command that failed; null where the end says nothing of it, or nothing was asked yet.
    /// </summary>
    internal async Task<Serving?> FindServingAsync(Exception error)
    {
        using var bounded = new CancellationTokenSource(LongestLook, Time);
        return engine.IsValueCreated && RunEnd.AsksWhatIsServed(error, Effect)
            ? await engine.Value.FindServingAsync(bounded.Token)
            : null;
    }

    /// <summary>
    /// <see cref="DescribeRelease"/> for a command that only looks: with the digests that an earlier build of this version has.
    /// </summary>
    internal ReleaseRequest DescribePlanned()
    {
        var request = DescribeRelease();
        // The engine is asked by docker's command line: it must be the one that is looked at.
        _ = Host;
        return !DockerCommand.IsInstalled ? request : request with
        {
            Images = ImagePush.FindPushed(Application.Images, Source, RegistryAddress.Of(Parameters)),
        };
    }

    private async Task<string?> WhyNoVersionAsync()
    {
        if (Report is { Release.Description: var description }
            && Application.DescribedBy(description).Verification.FromOutside == OutsideLook.Off)
        {
            return "Verification.FromOutside is Off";
        }

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
