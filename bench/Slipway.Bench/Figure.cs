namespace Slipway.Bench;

/// <summary>One line of the table.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Measured">Median, least and most, or a count.</param>
/// <param name="Runs">How many runs; 0 when it was not measured.</param>
internal sealed record Figure(string What, string Measured, int Runs)
{
    public Figure(string what, Sample sample)
        : this(what, sample.ToString(), sample.Count)
    {
    }

    /// <summary>What it should be at most; empty when there is no such aim.</summary>
    public string Aim { get; init; } = "";

    /// <summary>What it can't be better than: the same work without Slipway.</summary>
    public string Floor { get; init; } = "";
}
