using Slipway.Nuke.Parameters.Kinds;

namespace Slipway.Nuke.Components;

/// <summary>Where images are pushed to.</summary>
public interface IHazRegistry : INukeBuild
{
    [Parameter("Registry that images are pushed to, host[:port][/path] - Default is one on the engine's loopback, started when missing")]
    string? Registry => TryGetValue(() => Registry);

    [Parameter("Port of the registry on loopback - Default is 5000")]
    [Port]
    string? RegistryPort => TryGetValue(() => RegistryPort);

    [Parameter("User of the registry")]
    string? RegistryUser => TryGetValue(() => RegistryUser);

    [Parameter("Password or token of the registry")]
    [Secret]
    string? RegistryPassword => TryGetValue(() => RegistryPassword);
}
