namespace Slipway.Tests.Recording;

/// <summary>The process was killed. Nothing under test may handle it: every later call of the same process throws it again.</summary>
internal sealed class KilledException() : Exception("killed");
