namespace Slipway.EndToEnd.Tests.Faults;

/// <summary>A test that restarts its engine. Skipped, and says why, where it can't have one of its own.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PrivateEngineFactAttribute : FactAttribute
{
    public PrivateEngineFactAttribute() => Skip = PrivateEngine.Obstacle;
}
