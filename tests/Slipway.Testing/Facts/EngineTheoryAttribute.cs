namespace Slipway.Testing.Facts;

/// <inheritdoc cref="EngineFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EngineTheoryAttribute : TheoryAttribute
{
    public EngineTheoryAttribute() => Skip = Machine.WithoutEngine;
}
