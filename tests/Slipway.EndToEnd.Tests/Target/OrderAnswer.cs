namespace Slipway.EndToEnd.Tests.Target;

/// <summary>An order as the shop shows it.</summary>
internal sealed record OrderAnswer(long Id, DateTimeOffset? ProcessedAt);
