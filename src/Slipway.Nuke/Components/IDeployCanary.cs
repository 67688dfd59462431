using Slipway.Strategies.Canary;

namespace Slipway.Nuke.Components;

/// <summary>Gives the new version a growing share of the traffic, judged by an analysis or by a person (<see cref="ICanary"/>).</summary>
public interface IDeployCanary : IDeploys
{
    /// <summary>Releases as a canary, whatever the description says.</summary>
    Target DeployCanary => _ => _
        .Description("Gives the new version a growing share of the traffic while it proves itself")
        .DependsOn(Migrate)
        .Releases(this, CanarySettings.StrategyName);
}
