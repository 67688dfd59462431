using Nuke.Common;
using Nuke.Common.Tooling;
using Nuke.Common.Utilities.Collections;
using Serilog;

namespace Slipway.Compat.Probe;

internal sealed class OutcomeBuild : NukeBuild
{
    public static int Run() => Execute<OutcomeBuild>(build => build.Group);

    private static bool Broken { get; } = Environment.GetEnvironmentVariable("PROBE_BROKEN") is not null;

    [Parameter("The key that is needed")]
    public string? Needed { get; set; }

    public Target Prepare => _ => _.Executes(() => { });

    public Target Work => _ => _
        .DependsOn(Prepare)
        .Executes(() => ReportSummary(_ => _.AddPair("Passed", 3).AddPair("Failed", "1")));

    public Target Fragile => _ => _
        .DependsOn(Work)
        .Executes(() => Nuke.Common.Assert.False(Broken, "It broke.\nThe rest is detail."));

    public Target Finish => _ => _.DependsOn(Fragile).Executes(() => { });

    public Target Group => _ => _.DependsOn(Finish);

    public Target CleanUp => _ => _.After(Finish).AssuredAfterFailure().Executes(() => { });

    public Target Careless => _ => _.ProceedAfterFailure().Executes(() => throw new InvalidOperationException("Never mind."));

    public Target AfterCareless => _ => _.After(Careless).Executes(() => { });

    public Target Warns => _ => _.Executes(() =>
    {
        Log.Warning("Mind the {Gap}", "gap");
        Log.Error("Something is off");
    });

    public Target ExitFive => _ => _.Executes(() =>
    {
        ExitCode = 5;
        throw new InvalidOperationException("Refused.");
    });

    public Target Requiring => _ => _.DependsOn(Prepare).Requires(() => Needed).Executes(() => { });

    public Target RequiringSound => _ => _.Requires(() => IsSound()).Executes(() => { });

    public Target AfterStaticNo => _ => _.DependsOn(StaticNo).Executes(() => { });

    public Target AfterStaticNoButPrepare => _ => _.DependsOn(StaticNoButPrepare).Executes(() => { });

    public Target StaticNo => _ => _.DependsOn(Prepare).OnlyWhenStatic(() => Broken).Executes(() => { });

    public Target StaticNoButPrepare => _ => _
        .DependsOn(Prepare)
        .OnlyWhenStatic(() => Broken)
        .WhenSkipped(DependencyBehavior.Execute)
        .Executes(() => { });

    public Target DynamicNo => _ => _.DependsOn(Prepare).OnlyWhenDynamic(() => Broken).Executes(() => { });

    protected override void OnBuildInitialized() => Tell($"initialized {ScheduledTargets.Count}");

    protected override void OnTargetRunning(string target) => Tell($"running {target}");

    protected override void OnTargetSucceeded(string target) => Tell($"succeeded {target}");

    protected override void OnTargetFailed(string target) => Tell($"failed {target}");

    protected override void OnTargetSkipped(string target) => Tell($"skipped {target}");

    protected override void OnBuildFinished() => Tell($"finished {FinishedTargets.Count}");

    private static void Tell(string happened) => Console.WriteLine($"EVENT {happened}");

    private static bool IsSound() => throw new InvalidOperationException("It is not sound.");
}
