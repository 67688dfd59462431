using Slipway.Releases;
using Slipway.Routing;

namespace Slipway.Planning;

/// <summary>What must be so before a command may change anything. Everything else is refused with exit code 2.</summary>
internal static class Admission
{
    /// <exception cref="SpecificationException">The strategy does not fit application, router or state; all faults are named.</exception>
    public static void Check(Application application, ObservedState state, StrategyKind strategy, RouterCapabilities router)
    {
        RefuseBesideCanary(state);
        List<SpecificationFault> faults = [.. Strategies.Faults(strategy, application, router)];
        if (strategy == StrategyKind.Canary && state.Router.Maintenance)
        {
            faults.Add(new SpecificationFault("strategy", "canary needs traffic, and the maintenance page is on: turn it off with `Maintenance --off`, or choose another strategy"));
        }

        if (faults.Count > 0)
        {
            throw new SpecificationException(faults);
        }
    }

    public static void RefuseBesideCanary(ObservedState state)
    {
        if (state.Canary is { } canary)
        {
            throw new SlipwayException(ExitCode.Usage,
                $"{canary}. `PromoteCanary` takes it to its next share, `AbortCanary` takes it back; until then nothing else is released. Nothing was touched.");
        }
    }

    /// <exception cref="SpecificationException">An image was not pushed; all are named.</exception>
    public static void RequireImages(Application application, ReleaseRequest request)
    {
        SpecificationFault[] faults = [.. application.Images.Where(image => !request.Images.ContainsKey(image.Name))
            .Select(image => new SpecificationFault($"images.{image.Name}", "a reference by digest is expected, and the image was not pushed: push it first"))];
        if (faults.Length > 0)
        {
            throw new SpecificationException(faults);
        }
    }

    public static WaitingCanary RequireCanary(ObservedState state) =>
        state.Canary ?? throw new SlipwayException(ExitCode.Usage, "No canary waits: there is nothing to promote or to abort.");

    public static ReleaseRecord RequireMaintenance(ObservedState state, RouterCapabilities router) =>
        !router.Maintenance ? throw new SlipwayException(ExitCode.Usage, $"{router.Name} can't show a maintenance page.")
        : state.LiveRelease ?? throw new SlipwayException(ExitCode.Usage, "No recorded release is live: there is nothing to put a maintenance page before.");
}
