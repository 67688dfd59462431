namespace Slipway.Routing;

/// <summary>Names and opposites of slots.</summary>
public static class SlotExtensions
{
    /// <summary>The place that a release in this one leaves free.</summary>
    public static Slot Other(this Slot slot) => slot == Slot.Blue ? Slot.Green : Slot.Blue;

    /// <summary><c>blue</c> or <c>green</c>, as it stands in container names, labels and the preview header.</summary>
    public static string Label(this Slot slot) => slot == Slot.Blue ? "blue" : "green";

    /// <summary>The slot of a label, or null for any other text.</summary>
    /// <param name="label">Case matters.</param>
    public static Slot? Parse(string? label) => label switch
    {
        "blue" => Slot.Blue,
        "green" => Slot.Green,
        _ => null,
    };
}
