namespace Slipway.Tests.Convergence;

public sealed class RollingSweepTests() : StrategySweep("rolling");
