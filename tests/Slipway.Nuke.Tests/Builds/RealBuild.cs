using System.Reflection;

namespace Slipway.Nuke.Tests.Builds;

/// <summary>The build of this repository.</summary>
internal static class RealBuild
{
    public static Type Type { get; } = Assembly.Load("_build").GetType("Build", throwOnError: true)!;

    public static object Create() => Activator.CreateInstance(Type, nonPublic: true)!;
}
