namespace Slipway.Waiting;

/// <summary>
/// How long a <see cref="Poller"/> pauses between two looks: each pause is a tenth longer than the last, up to a longest one.
/// </summary>
/// <param name="First">The first pause, longer than 0.</param>
/// <param name="Longest">No pause is longer, at least <paramref name="First"/>.</param>
public sealed record Pacing(TimeSpan First, TimeSpan Longest)
{
    private const double Growth = 1.1;

    // Beyond this many pauses the power is past every bound that anybody may set (24 h), and long before the end of what a number can hold.
    private const int MostGrowths = 200;

    /// <summary>Pauses of one length.</summary>
    /// <param name="pause">Longer than 0.</param>
    public static Pacing Every(TimeSpan pause) => new(pause, pause);

    /// <summary>The pause after a look.</summary>
    /// <param name="look">0 for the first look.</param>
    public TimeSpan After(int look)
    {
        var pause = First * Math.Pow(Growth, Math.Min(look, MostGrowths));
        return pause < Longest ? pause : Longest;
    }
}
