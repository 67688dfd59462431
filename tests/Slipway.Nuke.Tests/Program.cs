using Slipway.Nuke.Tests.Builds;

// The tests start processes and write the programs that these run: one test at a time, so that no program is started while it is still
// open.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Slipway.Nuke.Tests;

internal static class Program
{
    public static int Main() => SmallBuild.Run();
}
