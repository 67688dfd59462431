namespace Slipway.Compat.Probe;

/// <summary>
/// Runs the build that the variable PROBE_BUILD names: a name among the arguments would be one of the things under test.
/// </summary>
internal static class Program
{
    private static readonly Dictionary<string, Func<int>> Builds = new(StringComparer.Ordinal)
    {
        [nameof(AwaitingBuild)] = AwaitingBuild.Run,
        [nameof(B)] = B.Run,
        [nameof(CircularBuild)] = CircularBuild.Run,
        [nameof(OrderBuild)] = OrderBuild.Run,
        [nameof(OutcomeBuild)] = OutcomeBuild.Run,
        [nameof(ParameterBuild)] = ParameterBuild.Run,
        [nameof(SchemaBuild)] = SchemaBuild.Run,
        [nameof(SignalBuild)] = SignalBuild.Run,
        [nameof(SolutionBuild)] = SolutionBuild.Run,
        [nameof(UnrelatedBuild)] = UnrelatedBuild.Run,
    };

    public static int Main() => Builds[Environment.GetEnvironmentVariable("PROBE_BUILD") ?? ""]();
}
