using Slipway.Compat.Tests.Builds;

namespace Slipway.Compat.Tests;

internal static class Program
{
    public static int Main() => ProbeBuild.Run();
}
