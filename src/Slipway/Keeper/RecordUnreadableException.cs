namespace Slipway.Keeper;

/// <summary>A release record on the target can't be read.</summary>
/// <param name="record">The record's file name.</param>
/// <param name="cause">What is wrong with it.</param>
public sealed class RecordUnreadableException(string record, Exception cause) : SlipwayException(
    $"Release record {record} on the target can't be read ({cause.Message}). It is written once and never changed: "
    + "restore the file, or remove it to forget that release.",
    cause)
{
    /// <summary>The record's file name.</summary>
    public string Record { get; } = record;
}
