namespace Slipway.Tests.Convergence;

public sealed class BlueGreenSweepTests() : StrategySweep("blue-green");
