namespace Slipway.Testing.Facts;

/// <summary>A test on the real engine. Skipped, and says why, where no engine answers.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EngineFactAttribute : FactAttribute
{
    public EngineFactAttribute() => Skip = Machine.WithoutEngine;
}
