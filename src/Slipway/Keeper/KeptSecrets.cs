using Slipway.Applications;

namespace Slipway.Keeper;

/// <summary>What a target keeps of secrets at one moment.</summary>
/// <param name="fingerprints">By the target's key.</param>
/// <param name="current">The newest value of each, by name.</param>
/// <param name="versions">All that are kept, as <c>name.version</c>.</param>
internal sealed class KeptSecrets(
    SecretFingerprints fingerprints, IReadOnlyDictionary<string, Secret> current, IReadOnlyCollection<string> versions)
{
    /// <summary>A target that keeps none.</summary>
    public static KeptSecrets None() => new(SecretFingerprints.New(), new Dictionary<string, Secret>(StringComparer.Ordinal), []);

    /// <summary>The newest value; null where there is none.</summary>
    public Secret? Current(string name) => current.GetValueOrDefault(name);

    /// <summary>The version of the newest value; null where there is none.</summary>
    public string? CurrentVersion(string name) => Current(name) is { } value ? VersionOf(name, value) : null;

    /// <summary>The version that a value is, kept or not.</summary>
    public string VersionOf(string name, Secret value) => fingerprints.VersionOf(name, value);

    /// <summary>Whether the value of a version is there.</summary>
    public bool Has(string name, string version) =>
        versions.Contains($"{name}.{version}", StringComparer.Ordinal) || CurrentVersion(name) == version;
}
