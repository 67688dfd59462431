using Slipway.Applications;

namespace Slipway.Plans;

/// <summary>Which versions of its secrets a release gets.</summary>
/// <param name="Versions">
/// By name, all that its containers read. Null for a release of an earlier version of Slipway that is still in its slot: it keeps whatever
/// it has.
/// </param>
internal sealed record ChosenSecrets(IReadOnlyDictionary<string, string>? Versions)
{
    /// <summary>What the target has to keep before any of it is delivered, by name.</summary>
    public IReadOnlyDictionary<string, Secret> Values { get; init; } = new Dictionary<string, Secret>(StringComparer.Ordinal);

    /// <summary>What a person should know of it, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
