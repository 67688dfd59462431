namespace Docker.DotNet.Compat.Tests.Engine;

/// <summary>A test that needs a real engine; without one it is skipped, and says why.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EngineFactAttribute : FactAttribute
{
    public EngineFactAttribute() => Skip = EngineUnderTest.WhyNot;

    /// <summary>The engine must be able to reach what listens on this machine's loopback.</summary>
    public bool SameMachine
    {
        get;
        init
        {
            field = value;
            if (value && !string.Equals(EngineUnderTest.Address.Scheme, "unix", StringComparison.Ordinal))
                Skip ??= $"The engine at {EngineUnderTest.Address} may run on another machine.";
        }
    }
}
