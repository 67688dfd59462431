using Slipway.Applications;
using Slipway.Keeper;
using Slipway.Observation;
using Slipway.Routing;
using Slipway.Strategies;
using Slipway.Strategies.Foundation;
using Slipway.Verification;

namespace Slipway.Plans;

/// <summary>What must be so before a command may change anything. Everything else is refused with exit code 2.</summary>
internal static class Admission
{
    /// <exception cref="SpecificationException">The strategy does not fit application, router or state; all faults are named.</exception>
    public static void Check(
        Application application, ObservedState state, Strategy strategy, StrategyRegistry strategies, RouterCapabilities router)
    {
        RefuseBesidePaused(state, strategies);
        SpecificationFault[] faults =
        [
            .. strategy.FindMissing(application, router).Select(what =>
                new SpecificationFault("strategy", $"{strategy.Name} needs a router that can {what}; {router.Name} can't")),
            .. strategy.Check(application, state),
            .. SpecificationFault.Unless(
                application.Verification.MaxLostReal is null || router is { Statistics: true, TellsOwnAnswers: true },
                "verification.maxLostReal",
                $"{router.Name} can't tell which requests of clients were lost; leave it out, or use a router that can"),
        ];
        if (faults.Length > 0)
        {
            throw new SpecificationException(faults);
        }
    }

    public static void RefuseBesidePaused(ObservedState state, StrategyRegistry strategies)
    {
        if (state.Paused is { } paused)
        {
            var strategy = strategies.Of(paused.Begun);
            throw new UsageException(
                $"{strategy.DescribePaused(paused)}. {strategy.DescribeChoice(paused)}; until then nothing else is released.")
            {
                SaysUntouched = true,
            };
        }
    }

    /// <exception cref="UsageException">
    /// The live site must be looked at from here after the switch, and can't be reached now, while it is as it was.
    /// </exception>
    public static async Task RequireReachableAsync(
        Application application, ObservedState state, LiveSite site, CancellationToken cancellationToken)
    {
        await site.LookBeforeAsync(application, state, cancellationToken);
        if (application.Verification.FromOutside == OutsideLook.Required && site.Unreached is { } reason)
        {
            throw new UsageException(new SpecificationFault("verification.fromOutside",
                $"after the switch the live site is to be looked at from here, and {site.Address} can't be reached from here now: "
                + $"{reason}. Say by --public-address where this machine reaches it, or set Verification.FromOutside to "
                + "WhenReachable (looked at where that can be) or Off."))
            {
                SaysUntouched = true,
            };
        }
    }

    /// <exception cref="SpecificationException">An image was not pushed, or its reference is none by digest; all are named.</exception>
    public static void RequireImages(Application application, ReleaseRequest request)
    {
        SpecificationFault[] faults =
        [
            .. application.Images.Where(image => !request.Images.ContainsKey(image.Name)).Select(image => new SpecificationFault(
                $"images.{image.Name}", "a reference by digest is expected, and the image was not pushed: push it first")),
            .. ImageDigestDictionary.FindFaults(request.Images),
        ];
        if (faults.Length > 0)
        {
            throw new SpecificationException(faults);
        }
    }

    /// <exception cref="SpecificationException">A reference is none by digest; all are named. One that is missing is fine.</exception>
    public static void RequireDigests(ReleaseRequest request)
    {
        if (ImageDigestDictionary.FindFaults(request.Images) is { Count: > 0 } faults)
        {
            throw new SpecificationException(faults);
        }
    }

    public static PausedRun RequirePaused(ObservedState state) =>
        state.Paused ?? throw new UsageException("No canary waits: there is nothing to promote or to abort.");

    public static ReleaseRecord RequireMaintenance(ObservedState state, RouterCapabilities router, TimeSpan queue) =>
        !router.Maintenance ? throw new UsageException($"{router.Name} can't show a maintenance page.")
        : queue > TimeSpan.Zero && !router.Hold
            ? throw new UsageException(new SpecificationFault(
                "--queue", $"{router.Name} can't let requests wait. Leave it out and they see the page at once, or use another router."))
        : state.LiveRelease ?? throw new UsageException("No recorded release is live: there is nothing to put a maintenance page before.");
}
