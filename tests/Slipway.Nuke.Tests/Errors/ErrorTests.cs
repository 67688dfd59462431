using System.Globalization;
using Slipway.Nuke.Running;
using Slipway.Nuke.Tests.Builds;

namespace Slipway.Nuke.Tests.Errors;

/// <summary>The exit code tells the truth, whatever goes wrong in a target.</summary>
public sealed class ErrorTests : IDisposable
{
    private readonly BuildFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(ExitCode.Usage)]
    [InlineData(ExitCode.Locked)]
    [InlineData(ExitCode.Failed)]
    [InlineData(ExitCode.NeedsPerson)]
    public async Task Error_that_was_foreseen_ends_the_build_with_its_own_code_and_shows_no_place_in_the_code(ExitCode code)
    {
        var ended = (await folder.RunAsync("FailKnown", "--code", ((int)code).ToString(CultureInfo.InvariantCulture))).Expect(code)
            .ExpectText("A known error.");
        Assert.DoesNotContain(ended.Lines, line => line.StartsWith("   at ", StringComparison.Ordinal));
    }

    /// <summary>Nuke prints what an exception prints of itself; which it does, and where, is not the same in every version.</summary>
    [Fact]
    public void Error_that_was_foreseen_prints_nothing_but_its_message()
    {
        Action fail = () => throw new ReleaseException("A known error.", new InvalidOperationException("Its cause."));
        var error = Assert.Throws<ReleaseException>(fail);
        Assert.Equal("A known error.", $"{error}");
        Assert.Null(error.StackTrace);
    }

    [Fact]
    public async Task Error_that_nobody_foresaw_ends_with_4_and_the_log_says_where_it_came_from()
    {
        (await folder.RunAsync("FailUnknown")).Expect(ExitCode.Failed)
            .ExpectText("InvalidOperationException: An error that nobody foresaw.");
        var log = folder.ReadAll().Single(file => Path.GetFileName(file.File) == "build.log").Text;
        Assert.Contains("at Slipway.Nuke.Tests.Builds.SmallBuild", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Target_that_does_not_exist_ends_as_Nuke_ends_it_and_those_that_do_are_listed()
    {
        var ended = await folder.RunAsync("Statsu");
        Assert.Equal(255, ended.ExitCode);
        ended.ExpectText("Target with name 'Statsu' does not exist. Available targets are:").ExpectText("  - Status");
    }

    /// <summary>What ends a target is said by Nuke where it ends and once more before the summary; what lies beside it, once.</summary>
    [Fact]
    public async Task That_nothing_was_switched_is_said_once() => Assert.Single(
        (await folder.RunAsync("FailKnown")).Expect(ExitCode.Failed).Lines,
        line => line.Contains("Nothing was switched.", StringComparison.Ordinal));

    [UnixTheory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task Signal_before_the_target_is_touched_ends_with_6_at_once(string signal)
    {
        using var build = folder.Start("WaitUntouched");
        await build.ReadUntilAsync("waiting");
        await build.SignalAsync(signal);
        (await build.EndAsync()).Expect(ExitCode.Interrupted).ExpectText("Interrupted before anything was switched.");
    }

    [UnixTheory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task Signal_after_the_target_was_touched_cancels_the_run_and_ends_with_6(string signal)
    {
        using var build = folder.Start("WaitTouched");
        await build.ReadUntilAsync("waiting");
        await build.SignalAsync(signal);
        var ended = (await build.EndAsync()).Expect(ExitCode.Interrupted).ExpectText("Interrupted before anything was switched.");
        Assert.Single(ended.Lines, line => line.Contains("undoing what was begun", StringComparison.Ordinal));
    }
}
