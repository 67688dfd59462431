namespace Slipway.Routing;

/// <summary>
/// How new requests are shared between the slots: percentages that add up to 100, or nothing at all before the first release.
/// </summary>
public sealed record Split
{
    private Split(int blue, int green)
    {
        Blue = blue;
        Green = green;
    }

    /// <summary>No slot gets traffic: there is no release yet.</summary>
    public static Split None { get; } = new(0, 0);

    /// <summary>Percent of new requests, 0 to 100.</summary>
    public int Blue { get; }

    /// <summary>Percent of new requests, 0 to 100.</summary>
    public int Green { get; }

    /// <summary>
    /// The slot that marked requests go to whatever the percentages (see <see cref="CanaryMark"/>); null: marks mean nothing.
    /// </summary>
    public Slot? Canary { get; private init; }

    /// <summary>The slot that gets everything; null while both get some, or none does.</summary>
    public Slot? Only => Canary is not null ? null : (Blue, Green) switch
    {
        (100, 0) => Slot.Blue,
        (0, 100) => Slot.Green,
        _ => null,
    };

    /// <summary>Everything to one slot.</summary>
    public static Split All(Slot slot) => slot == Slot.Blue ? new(100, 0) : new(0, 100);

    /// <summary><paramref name="percent"/> (0 to 100) to <paramref name="slot"/>, the rest to the other.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The percentage is less than 0 or more than 100.</exception>
    public static Split Weighted(Slot slot, int percent)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(percent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
        return slot == Slot.Blue ? new(percent, 100 - percent) : new(100 - percent, percent);
    }

    /// <summary><paramref name="percent"/> (0 to 100) and every marked request to the canary's slot, the rest to the other.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The percentage is less than 0 or more than 100.</exception>
    public static Split CanaryOf(Slot slot, int percent) => Weighted(slot, percent) with { Canary = slot };

    /// <summary>Whether any new request can get to this slot.</summary>
    public bool Reaches(Slot slot) => Share(slot) > 0 || Canary == slot;

    /// <summary>Percent of new requests for <paramref name="slot"/>.</summary>
    public int Share(Slot slot) => slot == Slot.Blue ? Blue : Green;

    /// <summary><c>no slot</c>, <c>blue</c>, or the percentages, as they stand in a step's sentence.</summary>
    public override string ToString() => (Only, Blue, Green) switch
    {
        (_, 0, 0) => "no slot",
        ({ } only, _, _) => only.Label(),
        _ => $"blue {Blue} %, green {Green} %{(Canary is { } canary ? $", canary {canary.Label()}" : "")}",
    };
}
