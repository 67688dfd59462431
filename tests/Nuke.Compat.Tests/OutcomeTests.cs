using Slipway.Compat.Tests.Builds;

namespace Slipway.Compat.Tests;

[Collection(BuildCollection.Name)]
public sealed class OutcomeTests : IDisposable
{
    private readonly TestRun run = new();

    public OutcomeTests() => OutcomeBuild.Broken = false;

    public void Dispose() => run.Dispose();

    [Fact]
    public void A_successful_build_ends_with_its_table() => Approve("summary-succeeded.txt", "Group CleanUp", 0);

    [Fact]
    public void A_failed_build_says_what_failed_and_what_never_ran()
    {
        OutcomeBuild.Broken = true;
        Approve("summary-failed.txt", "Group CleanUp", -1);
    }

    [Fact]
    public void A_miss_is_found_before_anything_runs() => Approve("summary-requirement.txt", "Requiring", -1);

    [Fact]
    public void A_given_requirement_lets_the_target_run() => Assert.Equal(0, Execute("Requiring --needed x"));

    [Fact]
    public void Later_targets_run_after_a_failure_that_may_be_but_the_build_fails() => Approve("summary-proceed.txt", "Careless AfterCareless", -1);

    [Fact]
    public void A_logged_error_is_repeated_at_quiet_verbosity_and_fails_nothing() => Approve("summary-quiet.txt", "Warns --verbosity Quiet", 0);

    [Fact]
    public void An_exit_code_set_by_the_build_wins() => Assert.Equal(5, Execute("ExitFive"));

    [Theory]
    [InlineData("Fragile --skip", "via parameter|via parameter|-")]
    [InlineData("Fragile --skip Work", "because of Work|via parameter|-")]
    [InlineData("Fragile --skip work Unknown", "because of Work|via parameter|-")]
    [InlineData("Prepare Fragile --skip Work", "-|via parameter|-")]
    public void Skipped_targets_say_why(string arguments, string expected)
    {
        Assert.Equal(0, Execute(arguments));
        Assert.Equal(expected, string.Join('|', new[] { "Prepare", "Work", "Fragile" }.Select(SkipReason)));
    }

    [Theory]
    [InlineData("StaticNo", "Prepare            Skipped                // Skipped: because of StaticNo", "StaticNo           Skipped                // OnlyWhen: Broken")]
    [InlineData("StaticNoButPrepare", "Prepare               Succeeded     < 1sec", "StaticNoButPrepare    Skipped                // OnlyWhen: Broken")]
    [InlineData("DynamicNo", "Prepare            Succeeded     < 1sec", "DynamicNo          Skipped                // OnlyWhen: Broken")]
    public void A_condition_that_does_not_hold_skips(string target, string dependency, string row)
    {
        Assert.Equal(0, Execute(target));
        Assert.Contains($"{dependency}\n", run.Transcript, StringComparison.Ordinal);
        Assert.Contains($"{row}\n", run.Transcript, StringComparison.Ordinal);
    }

    [Fact]
    public void Continue_skips_what_succeeded_with_the_same_arguments()
    {
        OutcomeBuild.Broken = true;
        Assert.Equal(-1, Execute("Finish"));
        OutcomeBuild.Broken = false;
        Assert.Equal(0, Execute("Finish --continue"));
        Assert.Equal("initialized 4|skipped Prepare|skipped Work|running Fragile|succeeded Fragile|running Finish|succeeded Finish|finished 4", string.Join('|', OutcomeBuild.Events));
    }

    [Fact]
    public void Continue_with_other_arguments_starts_afresh()
    {
        Assert.Equal(0, Execute("Work"));
        Assert.Equal(0, Execute("Fragile --continue"));
        Assert.Contains("running Prepare", OutcomeBuild.Events, StringComparer.Ordinal);
    }

    [Fact]
    public void The_build_is_told_what_happens()
    {
        OutcomeBuild.Broken = true;
        Assert.Equal(-1, Execute("Finish --skip Prepare"));
        Assert.Equal(
            "initialized 4|skipped Prepare|running Work|succeeded Work|running Fragile|failed Fragile|finished 3",
            string.Join('|', OutcomeBuild.Events));
    }

    [Fact]
    public void The_five_newest_logs_are_kept_beside_the_last_one()
    {
        for (var i = 0; i < 7; i++)
            Execute("Prepare");
        var temp = run.Root / ".nuke" / "temp";
        Assert.Equal(5, Directory.GetFiles(temp, "build.*-*.log").Length);
        Assert.Contains("Build succeeded", File.ReadAllText(temp / "build.log"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_plan_is_written_as_a_graph()
    {
        Execute("Finish --plan");
        var page = File.ReadAllText(run.Root / ".nuke" / "temp" / "execution-plan.html");
        Assert.Contains("Prepare --&gt; Work", page, StringComparison.Ordinal);
        Assert.Empty(OutcomeBuild.Events);
    }

    private int Execute(string arguments) => run.Execute<OutcomeBuild>(arguments, build => build.Group);

    private void Approve(string name, string arguments, int exitCode)
    {
        Assert.Equal(exitCode, Execute(arguments));
        Approved.Equal(name, run.Transcript);
    }

    private string SkipReason(string target)
    {
        var row = run.Transcript.Split('\n').Single(line => line.StartsWith($"{target} ", StringComparison.Ordinal));
        return row.Contains("Skipped: ", StringComparison.Ordinal) ? row.Split("Skipped: ")[1] : "-";
    }
}
