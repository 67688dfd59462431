namespace Slipway.Bench;

/// <summary>A program, its arguments and where it runs.</summary>
internal sealed record Command(string Program, params string[] Arguments)
{
    /// <summary>Working folder; empty for the current one.</summary>
    public string Folder { get; init; } = "";

    /// <summary>Variables on top of the current ones.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public override string ToString() => $"{Path.GetFileName(Program)} {string.Join(' ', Arguments)}";
}
