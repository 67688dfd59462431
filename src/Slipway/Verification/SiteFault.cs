namespace Slipway.Verification;

/// <summary>What is wrong with the live site, seen from outside.</summary>
/// <param name="Address">What was asked.</param>
/// <param name="Observed">What was seen.</param>
/// <param name="IsUnreachable">Whether nothing answered at all.</param>
internal sealed record SiteFault(Uri Address, string Observed, bool IsUnreachable);
