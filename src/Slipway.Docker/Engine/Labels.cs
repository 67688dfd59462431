namespace Slipway.Docker.Engine;

/// <summary>Labels as the contract has them: never null.</summary>
internal static class Labels
{
    public static IReadOnlyDictionary<string, string> From(IDictionary<string, string>? labels) =>
        (labels ?? new Dictionary<string, string>(StringComparer.Ordinal)).AsReadOnly();
}
