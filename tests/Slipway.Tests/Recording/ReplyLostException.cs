namespace Slipway.Tests.Recording;

/// <summary>An effect happened, and the process never learned of it.</summary>
internal sealed class ReplyLostException(string effect) : SlipwayException($"reply lost: {effect}");
