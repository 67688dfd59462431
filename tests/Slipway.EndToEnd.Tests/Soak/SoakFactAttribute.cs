namespace Slipway.EndToEnd.Tests.Soak;

/// <summary>A test of a soak. Skipped in a check, which has the same behaviour elsewhere, and where no engine answers.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SoakFactAttribute : FactAttribute
{
    public SoakFactAttribute() => Skip = Machine.WithoutEngine ?? (Effort.EveryPair ? null : "only ./build.sh Soak runs it");
}
