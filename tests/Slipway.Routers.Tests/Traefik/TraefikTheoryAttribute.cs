using Slipway.Routers.Traefik;

namespace Slipway.Routers.Tests.Traefik;

/// <summary>A theory that needs Traefik's own image.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TraefikTheoryAttribute : TheoryAttribute
{
    /// <summary>Set to 1 where the engine has Traefik's image, or can pull it.</summary>
    public const string Variable = "SLIPWAY_TRAEFIK";

    public TraefikTheoryAttribute()
    {
        if (Environment.GetEnvironmentVariable(Variable) != "1")
        {
            Skip = $"Traefik's image ({TraefikImage.Reference}) is not to be had here; "
                + $"{Variable}=1 runs all conformance suites where it is.";
        }
    }
}
