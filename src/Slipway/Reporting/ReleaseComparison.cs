namespace Slipway.Reporting;

/// <summary>In what two releases differ, or what is live and what would be released.</summary>
/// <param name="From">What is compared, as the beginning of a sentence: <c>release 3 (version 1.2)</c>.</param>
/// <param name="To">What it is compared with.</param>
/// <param name="Differences">Version first, then images, then the description in the order of its parts.</param>
public sealed record ReleaseComparison(string From, string To, IReadOnlyList<ReleaseDifference> Differences)
{
    /// <summary>What could not be compared, and what a deploy would say of its secrets, each as a sentence. Default nothing.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
