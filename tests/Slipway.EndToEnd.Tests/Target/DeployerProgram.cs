using System.Reflection;
using Slipway.EndToEnd.Deployer;

namespace Slipway.EndToEnd.Tests.Target;

/// <summary>
/// Where the program lies that releases in a process of its own: as it was published, which starts sooner than the copy beside the tests.
/// </summary>
internal static class DeployerProgram
{
    public static string Folder { get; } = typeof(Assignment).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "Published").Value!;

    public static string FileName { get; } = Path.GetFileName(typeof(Assignment).Assembly.Location);
}
