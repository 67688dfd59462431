using Slipway.Strategies.Recreate;

namespace Slipway.Nuke.Components;

/// <summary>Stops the old version behind a maintenance page and starts the new one: two versions never run at once.</summary>
public interface IDeployRecreate : IDeploys
{
    /// <summary>Releases by recreating, whatever the description says.</summary>
    Target DeployRecreate => _ => _
        .Description("Stops the old version behind a maintenance page and starts the new one")
        .DependsOn(Migrate)
        .Releases(this, RecreateSettings.StrategyName);
}
