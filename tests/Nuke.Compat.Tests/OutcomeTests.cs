using System.Net;
using Nuke.Common.IO;
using Slipway.Compat.Tests.Probe;

namespace Slipway.Compat.Tests;

public sealed class OutcomeTests : IDisposable
{
    private readonly TestRoot root = new();

    public void Dispose() => root.Dispose();

    [Fact]
    public void A_successful_build_ends_with_its_table() => Approve("summary-succeeded.txt", "Group CleanUp", 0);

    [Fact]
    public void A_failed_build_says_what_failed_and_what_never_ran()
    {
        Break();
        Approve("summary-failed.txt", "Group CleanUp", 255);
    }

    [Fact]
    public void A_miss_is_found_before_anything_runs()
    {
        var build = Approve("summary-requirement.txt", "Requiring", 255);
        Assert.Contains("Target 'Requiring' requires member 'Needed' to be not null or empty", build.Lines, StringComparer.Ordinal);
        Assert.DoesNotContain("Errors & Warnings", build.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_condition_throws_is_told_as_it_is_before_anything_runs()
    {
        var build = Run("RequiringSound", 255);
        Assert.Single(build.Lines, line => line == "It is not sound.");
        Assert.Contains(build.Lines, line => line.StartsWith("RequiringSound ", StringComparison.Ordinal)
            && line.EndsWith("NotRun", StringComparison.Ordinal));
    }

    [Fact]
    public void A_given_requirement_lets_the_target_run() => Run("Requiring --needed x", 0);

    [Fact]
    public void Later_targets_run_after_a_failure_that_may_be_but_the_build_fails() =>
        Approve("summary-proceed.txt", "Careless AfterCareless", 255);

    [Fact]
    public void A_logged_error_is_repeated_at_quiet_verbosity_and_fails_nothing()
    {
        var build = Approve("summary-quiet.txt", "Warns --verbosity Quiet", 0);
        Assert.Single(build.Lines, line => line.EndsWith("Mind the gap", StringComparison.Ordinal));
        Assert.Equal(2, build.Lines.Count(line => line.EndsWith("Something is off", StringComparison.Ordinal)));
    }

    [Fact]
    public void An_exit_code_set_by_the_build_wins() => Run("ExitFive", 5);

    [Theory]
    [InlineData("Fragile --skip", "via parameter|via parameter|-")]
    [InlineData("Fragile --skip Work", "because of Work|via parameter|-")]
    [InlineData("Fragile --skip work Unknown", "because of Work|via parameter|-")]
    [InlineData("Prepare Fragile --skip Work", "-|via parameter|-")]
    [InlineData("Prepare Fragile --skip Fragile Prepare", "-|-|-")]
    public void Skipped_targets_say_why(string arguments, string expected)
    {
        var build = Run(arguments, 0);
        Assert.Equal(expected, string.Join('|', new[] { "Prepare", "Work", "Fragile" }.Select(target => SkipReason(build, target))));
    }

    [Theory]
    [InlineData("AfterStaticNo", "Skipped|Skipped|Succeeded", "Skipped: because of StaticNo")]
    [InlineData("AfterStaticNoButPrepare", "Succeeded|Skipped|Succeeded", "OnlyWhen: Broken")]
    [InlineData("StaticNo", "Succeeded|Skipped", "OnlyWhen: Broken")]
    [InlineData("DynamicNo", "Succeeded|Skipped", "OnlyWhen: Broken")]
    public void A_condition_that_does_not_hold_skips(string target, string statuses, string reason)
    {
        var build = Run(target, 0);
        Assert.Equal(statuses, string.Join('|', build.Rows.Select(row => row.Status)));
        Assert.Contains(reason, build.Table, StringComparison.Ordinal);
    }

    [Fact]
    public void Continue_skips_what_succeeded_with_the_same_arguments()
    {
        Break();
        Run("Finish --continue", 255);
        root.Variables.Remove(Broken);
        Assert.Equal(
            "initialized 4|skipped Prepare|skipped Work|running Fragile|succeeded Fragile|running Finish|succeeded Finish|finished 4",
            Events(Run("Finish --continue", 0)));
    }

    [Fact]
    public void Continue_with_other_arguments_is_a_warning_and_starts_afresh()
    {
        Run("Work", 0);
        var build = Run("Fragile --continue", 0);
        Assert.Contains("running Prepare", build.After("EVENT"), StringComparer.Ordinal);
        Assert.Contains(build.Lines, line => line.StartsWith("[WRN]", StringComparison.Ordinal));
    }

    [Fact]
    public void The_build_is_told_what_happens()
    {
        Break();
        Assert.Equal(
            "initialized 4|skipped Prepare|running Work|succeeded Work|running Fragile|failed Fragile|finished 3",
            Events(Run("Finish --skip Prepare", 255)));
    }

    [Fact]
    public void The_newest_logs_are_kept_beside_the_last_one()
    {
        var temp = root.Root / ".nuke" / "temp";
        for (var day = 1; day <= 7; day++)
        {
            var log = temp / $"build.2001-01-0{day}_00-00-00.log";
            log.WriteAllText("old");
            File.SetLastWriteTimeUtc(log, new DateTime(2001, 1, day, 0, 0, 0, DateTimeKind.Utc));
        }

        Run("Warns", 0);
        var kept = Directory.GetFiles(temp, "build.*-*.log").Select(Path.GetFileName).ToList();
        Assert.DoesNotContain("build.2001-01-02_00-00-00.log", kept, StringComparer.Ordinal);
        Assert.Contains("build.2001-01-04_00-00-00.log", kept, StringComparer.Ordinal);
        Assert.Contains("Mind the gap", File.ReadAllText(temp / "build.log"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_plan_is_written_as_a_graph()
    {
        var build = root.Run("OutcomeBuild", "Finish --plan");
        var page = WebUtility.HtmlDecode(File.ReadAllText(root.Root / ".nuke" / "temp" / "execution-plan.html"));
        Assert.Contains("Prepare --> Work", page, StringComparison.Ordinal);
        Assert.DoesNotContain(build.After("EVENT"), happened => happened.StartsWith("running", StringComparison.Ordinal));
    }

    private const string Broken = "PROBE_BROKEN";

    private void Break() => root.Variables[Broken] = "1";

    private FinishedBuild Run(string arguments, int exitCode)
    {
        var build = root.Run("OutcomeBuild", arguments);
        Assert.Equal(exitCode, build.ExitCode);
        return build;
    }

    private FinishedBuild Approve(string name, string arguments, int exitCode)
    {
        var build = Run(arguments, exitCode);
        Approved.MatchFile(build.Table + '\n', name);
        return build;
    }

    private static string Events(FinishedBuild build) => string.Join('|', build.After("EVENT"));

    private static string SkipReason(FinishedBuild build, string target)
    {
        var row = build.Table.Split('\n').Single(line => line.StartsWith($"{target} ", StringComparison.Ordinal));
        return row.Contains("Skipped: ", StringComparison.Ordinal) ? row.Split("Skipped: ")[1] : "-";
    }
}
