namespace Slipway.Nuke.Components;

/// <summary>Releases in the way that <see cref="IHazStrategy.Strategy"/> or the description names.</summary>
public interface IDeployRelease : IDeploys
{
    /// <summary>Releases as <c>--strategy</c> says, or as the application is described.</summary>
    Target DeployRelease => _ => _
        .Description("Releases in the way that --strategy or the description names")
        .DependsOn(Migrate)
        .Releases(this);
}
