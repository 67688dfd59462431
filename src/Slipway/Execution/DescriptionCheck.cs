using Slipway.Applications;
using Slipway.Applications.Validation;
using Slipway.Routing;
using Slipway.Strategies;

namespace Slipway.Execution;

/// <summary>What is wrong with a description for what is done with it: by its own rules, by the router, by strategies and hooks.</summary>
/// <param name="application">The description.</param>
/// <param name="router">The proxy that is to render it.</param>
/// <param name="strategies">The ways to release that are known.</param>
/// <param name="hooks">What is to be done before or after steps and commands.</param>
internal sealed class DescriptionCheck(Application application, IRouter router, StrategyRegistry strategies, HookSet hooks)
{
    /// <summary>What of the description no release remembers and no release makes.</summary>
    public Application Installation { get; } = new DescribedRelease { Services = [] }.On(application) with { SharedServices = [] };

    /// <exception cref="SpecificationException">What is used has faults; all are named.</exception>
    public void Require(DescriptionUse use) => Refuse(Find(use), use);

    /// <summary>What a release is made from must be sound, to stand in for one that nobody remembers.</summary>
    /// <exception cref="SpecificationException">It has faults; all are named.</exception>
    public void RequireReleased()
    {
        IReadOnlyList<SpecificationFault> own = [.. ApplicationValidator.FindReleased(application), .. strategies.Check(application)];
        Refuse([.. own, .. Refused(own).Where(refusal => !IsOfInstallation(refusal))], DescriptionUse.Place);
    }

    public IReadOnlyList<SpecificationFault> Find(DescriptionUse use)
    {
        var described = ApplicationValidator.Find(application, use);
        if (use != DescriptionUse.Release)
        {
            return described;
        }

        IReadOnlyList<SpecificationFault> own = [.. described, .. strategies.Check(application)];
        return [.. own, .. Refused(own), .. hooks.Faults];
    }

    /// <summary>
    /// What a command that releases nothing goes on without, because it is described with faults and no release remembers it: sentences.
    /// </summary>
    public IEnumerable<string> DescribeLeftOut() =>
    [
        .. InstallationValidator.FindKeeping(application).Select(fault => $"{fault}. This command prunes nothing."),
        .. Refused([]).Where(IsOfInstallation).Select(fault => $"{fault.ToString().TrimEnd('.')}. The router keeps what it has."),
        .. hooks.Faults.Count > 0 ? [$"{string.Join("; ", hooks.Faults)}. This command runs no hook."] : Array.Empty<string>(),
    ];

    private static void Refuse(IReadOnlyList<SpecificationFault> faults, DescriptionUse use)
    {
        if (faults.Count > 0)
        {
            throw new SpecificationException(faults, use.Subject());
        }
    }

    /// <summary>The part of the description that a fault stands in says whose it is: certificates and the like are the router's.</summary>
    private static bool IsOfInstallation(SpecificationFault refusal) => refusal.Path.StartsWith("router.", StringComparison.Ordinal);

    /// <summary>What the router can't render, where nothing else is wrong. A path of its faults begins with a service's name.</summary>
    private IEnumerable<SpecificationFault> Refused(IReadOnlyList<SpecificationFault> faults)
    {
        var named = application with { Services = [.. application.Services.Where(service => !string.IsNullOrWhiteSpace(service.Name))] };
        return router.Check(named).Where(refusal => !faults.Any(fault => fault.Path == refusal.Path));
    }
}
