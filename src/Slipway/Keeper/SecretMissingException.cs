namespace Slipway.Keeper;

/// <summary>A container needs a secret that the target does not keep and that nobody gave.</summary>
/// <param name="name">The secret's name.</param>
/// <param name="version">The version that was asked for; null for the current one.</param>
public sealed class SecretMissingException(string name, string? version) : SlipwayException(
    $"The target keeps no {(version is null ? "value" : $"version {version}")} of the secret {name}. Deploy with its value.")
{
    /// <summary>The secret's name.</summary>
    public string Name { get; } = name;

    /// <summary>The version that was asked for; null for the current one.</summary>
    public string? Version { get; } = version;
}
