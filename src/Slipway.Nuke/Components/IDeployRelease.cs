using Slipway.Nuke.Running;

namespace Slipway.Nuke.Components;

/// <summary>Releases in the way that <see cref="IHazStrategy.Strategy"/> or the description names.</summary>
public interface IDeployRelease : IDeploys
{
    Target DeployRelease => _ => _
        .Description("Releases in the way that --strategy or the description names")
        .DependsOn(Migrate)
        .Releases(this);
}
