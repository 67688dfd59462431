namespace Slipway.EndToEnd.Tests.Target;

/// <summary>What the live site says about itself at /version.json.</summary>
public sealed record LiveAnswer(string Version, string? Release, string? Slot);
