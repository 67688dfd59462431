namespace Slipway.Reporting;

/// <summary>One thing in which two releases differ. A secret is there by its name alone.</summary>
/// <param name="Path">Where: <c>services/web/environment/MODE</c>, <c>images/shop</c>, <c>version</c>.</param>
/// <param name="Before">What it is in the one; null where it is not there.</param>
/// <param name="After">What it is in the other; null where it is not there.</param>
public sealed record ReleaseDifference(string Path, string? Before, string? After);
