using Slipway.Nuke.Parameters.Kinds;

namespace Slipway.Nuke.Components;

/// <summary>Where images are pushed to.</summary>
public interface IHazRegistry : INukeBuild
{
    /// <summary>
    /// <c>host[:port][/path]</c>, without a scheme; without it, a registry on the engine's loopback, which is started when it is missing.
    /// </summary>
    [Parameter("Registry that images are pushed to, host[:port][/path] - Default is one on the engine's loopback, started when missing")]
    string? Registry => TryGetValue(() => Registry);

    /// <summary>1 to 65535; without it, 5000. Only for the registry on loopback.</summary>
    [Parameter("Port of the registry on loopback - Default is 5000")]
    [Port]
    string? RegistryPort => TryGetValue(() => RegistryPort);

    /// <summary>The account; without it nobody logs in.</summary>
    [Parameter("User of the registry")]
    string? RegistryUser => TryGetValue(() => RegistryUser);

    /// <summary>
    /// The account's password or token. Never printed; better in the variable <c>REGISTRY_PASSWORD</c> than on a command line.
    /// </summary>
    [Parameter("Password or token of the registry")]
    [Secret]
    string? RegistryPassword => TryGetValue(() => RegistryPassword);
}
