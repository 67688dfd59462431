using Slipway.Strategies.Rolling;

namespace Slipway.Nuke.Components;

/// <summary>Replaces replicas a few at a time, new ones first.</summary>
public interface IDeployRolling : IDeploys
{
    /// <summary>Releases rolling, whatever the description says.</summary>
    Target DeployRolling => _ => _
        .Description("Replaces replicas a few at a time, each one proved healthy before traffic comes to it")
        .DependsOn(Migrate)
        .Releases(this, RollingSettings.StrategyName);
}
