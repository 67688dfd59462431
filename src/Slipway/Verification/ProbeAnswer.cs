namespace Slipway.Verification;

/// <summary>What came back from one probe.</summary>
/// <param name="Status">HTTP status; null when there was no answer.</param>
/// <param name="Body">The answer's body, at most 64 KiB; or, without an answer, the reason.</param>
public sealed record ProbeAnswer(int? Status, string Body)
{
    /// <summary>Whether the status is 200 to 299.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>Whether it says which slot it is of: then a router of Slipway's gave it. Default false.</summary>
    internal bool OfSlot { get; init; }

    /// <summary>Status and the first 200 characters of the body, or the reason, on one line.</summary>
    public override string ToString()
    {
        var text = Body.ReplaceLineEndings(" ").Trim();
        return Status is null ? text : $"status {Status}{(text.Length == 0 ? "" : $": {(text.Length > 200 ? text[..200] + "…" : text)}")}";
    }
}
