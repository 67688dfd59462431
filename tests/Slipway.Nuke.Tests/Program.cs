using Slipway.Nuke.Tests.Builds;

namespace Slipway.Nuke.Tests;

internal static class Program
{
    public static int Main() => SmallBuild.Run();
}
