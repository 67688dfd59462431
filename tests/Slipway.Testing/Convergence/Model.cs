namespace Slipway.Testing.Convergence;

/// <summary>
/// What must be live, by the records alone, and what a rollback may go to. Much smaller than the engine: a pile of versions, of which the
/// top is live.
/// </summary>
public sealed class Model
{
    private readonly List<string> pile = [];
    private readonly Dictionary<int, string> versions = [];

    public string Live => pile[^1];

    /// <summary>What a rollback without a number goes to; null when there is nothing below.</summary>
    public string? Before => pile.Count > 1 ? pile[^2] : null;

    public int LastNumber => versions.Keys.DefaultIfEmpty().Max();

    /// <summary>The version that a release had; null for a number that no release has.</summary>
    public string? VersionOf(int number) => versions.GetValueOrDefault(number);

    /// <param name="restores">The release that a rollback brought back; null for a new version.</param>
    public void Record(int number, string version, int? restores)
    {
        versions.Add(number, version);
        var at = restores is null ? -1 : pile.LastIndexOf(version);
        if (at >= 0)
        {
            pile.RemoveRange(at + 1, pile.Count - at - 1);
        }
        else
        {
            pile.Add(version);
        }
    }
}
