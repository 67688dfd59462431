using Nuke.Common;
using Nuke.Common.Tooling;
using Nuke.Common.Utilities.Collections;
using Serilog;

namespace Slipway.Compat.Tests.Builds;

internal sealed class OutcomeBuild : NukeBuild
{
    public static List<string> Events { get; } = [];

    public static bool Broken { get; set; }

    [Parameter("The key that is needed")]
    public string? Needed { get; set; }

    public Target Prepare => _ => _.Executes(() => { });

    public Target Work => _ => _
        .DependsOn(Prepare)
        .Executes(() => ReportSummary(_ => _.AddPair("Passed", 3).AddPair("Skipped", "1")));

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

    public Target StaticNo => _ => _.DependsOn(Prepare).OnlyWhenStatic(() => Broken).Executes(() => { });

    public Target StaticNoButPrepare => _ => _.DependsOn(Prepare).OnlyWhenStatic(() => Broken).WhenSkipped(DependencyBehavior.Execute).Executes(() => { });

    public Target DynamicNo => _ => _.DependsOn(Prepare).OnlyWhenDynamic(() => Broken).Executes(() => { });

    protected internal override void OnBuildCreated() => Events.Clear();

    protected internal override void OnBuildInitialized() => Events.Add($"initialized {ScheduledTargets.Count}");

    protected internal override void OnTargetRunning(string target) => Events.Add($"running {target}");

    protected internal override void OnTargetSucceeded(string target) => Events.Add($"succeeded {target}");

    protected internal override void OnTargetFailed(string target) => Events.Add($"failed {target}");

    protected internal override void OnTargetSkipped(string target) => Events.Add($"skipped {target}");

    protected internal override void OnBuildFinished() => Events.Add($"finished {FinishedTargets.Count}");
}
