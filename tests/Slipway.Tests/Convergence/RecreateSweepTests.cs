namespace Slipway.Tests.Convergence;

public sealed class RecreateSweepTests() : StrategySweep("recreate");
