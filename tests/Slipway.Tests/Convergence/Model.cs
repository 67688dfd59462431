using Slipway.Releases;

namespace Slipway.Tests.Convergence;

/// <summary>
/// What must be live, by the records alone, and what a rollback may go to. Much smaller than the engine: a pile of versions, of which the top is live.
/// </summary>
internal sealed class Model
{
    private readonly List<string> pile = [];
    private readonly Dictionary<int, string> versions = [];

    public string Live => pile[^1];

    /// <summary>What a rollback without a number goes to; null when there is nothing below.</summary>
    public string? Before => pile.Count > 1 ? pile[^2] : null;

    public int LastNumber => versions.Keys.DefaultIfEmpty().Max();

    /// <summary>The version that a release had; null for a number that no release has.</summary>
    public string? VersionOf(int number) => versions.GetValueOrDefault(number);

    public void Record(ReleaseRecord record)
    {
        versions.Add(record.Number, record.Version);
        var at = record.Restores is null ? -1 : pile.LastIndexOf(record.Version);
        if (at >= 0)
        {
            pile.RemoveRange(at + 1, pile.Count - at - 1);
        }
        else
        {
            pile.Add(record.Version);
        }
    }
}
