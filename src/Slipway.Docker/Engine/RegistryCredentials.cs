using Slipway.Applications;

namespace Slipway.Docker.Engine;

/// <summary>Who pulls from or pushes to a registry.</summary>
/// <param name="UserName">The account.</param>
/// <param name="Password">Its password or access token; never printed.</param>
public sealed record RegistryCredentials(string UserName, Secret Password);
