using Slipway.Nuke.Building;

namespace Slipway.Nuke.Tests.Building;

public sealed class CommandTests
{
    [UnixFact]
    public void Output_error_and_exit_code_are_told_apart() =>
        Assert.Equal((3, "out\n", "err\n"), Command.Run("sh", ["-c", "echo out; echo err >&2; exit 3"]));

    [UnixFact]
    public void Arguments_reach_the_program_as_they_are() =>
        Assert.Equal("a b|$HOME|\"|", Command.Run("sh", ["-c", "printf '%s|' \"$@\"", "sh", "a b", "$HOME", "\""]).Output);

    [UnixFact]
    public void Input_reaches_the_program_without_a_line_end_of_our_own() =>
        Assert.Equal("pass word", Command.Run("cat", [], "pass word").Output);

    /// <summary>More than a pipe holds: the write can't succeed.</summary>
    [UnixFact]
    public void Program_that_reads_no_input_is_believed_about_its_error() =>
        Assert.Equal((3, "", "refused\n"), Command.Run("sh", ["-c", "exec 0<&-; echo refused >&2; exit 3"], new string('x', 1_000_000)));

    [UnixFact]
    public void Environment_that_is_given_is_the_whole_environment() =>
        Assert.Equal("here||",
            Command.Run("/bin/sh", ["-c", "printf '%s|' \"$GIVEN\" \"$HOME\""], null,
                new Dictionary<string, string>(StringComparer.Ordinal) { ["GIVEN"] = "here" }).Output);

    [Fact]
    public void Program_that_does_not_exist_ends_with_127() => Assert.Equal(127, Command.Run("no-such-program-anywhere", []).ExitCode);
}
