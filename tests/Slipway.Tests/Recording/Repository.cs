using System.Reflection;

namespace Slipway.Tests.Recording;

/// <summary>Where the sources lie.</summary>
internal static class Repository
{
    public static string TestProject { get; } = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "ProjectDirectory").Value!;

    public static string Root { get; } = Path.GetFullPath(Path.Combine(TestProject, "..", ".."));
}
