namespace Slipway.EndToEnd.Tests.Faults;

/// <inheritdoc cref="PrivateEngineFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PrivateEngineTheoryAttribute : TheoryAttribute
{
    public PrivateEngineTheoryAttribute() => Skip = PrivateEngine.Obstacle;
}
