namespace Slipway.Docker.Engine;

/// <summary>The engine's filter for things that carry all of the given labels.</summary>
internal static class LabelFilter
{
    public static IDictionary<string, IDictionary<string, bool>> From(IReadOnlyDictionary<string, string> labels) =>
        new Dictionary<string, IDictionary<string, bool>>(StringComparer.Ordinal)
        {
            ["label"] = labels.ToDictionary(label => $"{label.Key}={label.Value}", _ => true, StringComparer.Ordinal),
        };
}
