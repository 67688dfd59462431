namespace Slipway.Tests.Convergence;

public sealed class CanarySweepTests() : StrategySweep("canary");
