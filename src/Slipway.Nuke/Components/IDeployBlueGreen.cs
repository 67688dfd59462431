using Slipway.Strategies.BlueGreen;

namespace Slipway.Nuke.Components;

/// <summary>Starts the new version in the idle slot, proves it healthy, shifts all traffic at once and retires the old slot.</summary>
public interface IDeployBlueGreen : IDeploys
{
    /// <summary>Releases blue-green, whatever the description says.</summary>
    Target DeployBlueGreen => _ => _
        .Description("Starts the new version beside the old one, proves it healthy, shifts all traffic at once")
        .DependsOn(Migrate)
        .Releases(this, BlueGreenSettings.StrategyName);
}
