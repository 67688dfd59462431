using Slipway.Docker.Engine;

namespace Slipway.EndToEnd.Tests;

/// <summary>A test on the real engine. Skipped, and says why, where no engine answers.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EngineFactAttribute : FactAttribute
{
    public EngineFactAttribute() => Skip = EngineUnderTest.Obstacle;
}
