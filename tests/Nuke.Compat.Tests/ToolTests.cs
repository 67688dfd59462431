using Nuke.Common.IO;
using Nuke.Common.Tooling;
using Nuke.Common.Tools.Docker;
using Nuke.Common.Tools.DotNet;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Slipway.Compat.Tests.Probe;
using static Nuke.Common.Tools.Docker.DockerTasks;
using static Nuke.Common.Tools.DotNet.DotNetTasks;

namespace Slipway.Compat.Tests;

/// <summary>Tools are replaced by a script that writes what it was called with: one line an argument.</summary>
public sealed class ToolTests : IDisposable, ILogEventSink
{
    private readonly AbsolutePath directory = Directory.CreateTempSubdirectory("nuke-compat-").FullName;
    private readonly List<string> logged = [];
    private readonly string echo;

    public ToolTests()
    {
        Log.Logger = new LoggerConfiguration().MinimumLevel.Verbose().WriteTo.Sink(this).CreateLogger();
        echo = Script("echo", """for argument in "$@"; do printf '%s\n' "$argument"; done""");
    }

    void ILogEventSink.Emit(LogEvent logEvent)
    {
        lock (logged)
            logged.Add($"{logEvent.Level}: {logEvent.RenderMessage()}");
    }

    public void Dispose()
    {
        DotNetPath = null;
        directory.DeleteDirectory();
    }

    [UnixFact]
    public void Docker_options_become_arguments_in_their_places()
    {
        var output = DockerBuild(_ => _
            .SetProcessToolPath(echo)
            .SetPath("a directory")
            .SetFile("Dockerfile")
            .AddTag("shop:1", "shop:latest")
            .SetBuildArg("A=1", "B=two words", "C=\"quoted\\\"")
            .AddCacheFrom("shop:latest")
            .EnablePull()
            .SetNoCache(false)
            .SetProgress(DockerProgressType.plain));
        Assert.Equal(
            "build|--file|Dockerfile|--tag|shop:1|--tag|shop:latest|--build-arg|A=1|--build-arg|B=two "
                + "words|--build-arg|C=\"quoted\\\"|--cache-from|shop:latest|--pull|--progress|plain|a directory",
            Text(output));
    }

    [UnixFact]
    public void DotNet_options_become_arguments_in_their_places()
    {
        var output = DotNetPublish(_ => _
            .SetProcessToolPath(echo)
            .SetRuntime("linux-x64")
            .SetProject("Shop.csproj")
            .SetSelfContained(true)
            .SetProperty("Note", "two words")
            .EnableNoRestore()
            .SetVersion("1.2.3")
            .AddProcessAdditionalArguments("-tl:off"));
        Assert.Equal(
            "publish|Shop.csproj|--runtime|linux-x64|--self-contained|true|--property:Note=two "
                + "words|--property:Version=1.2.3|--no-restore|-tl:off", Text(output));
    }

    [Fact]
    public void Setting_an_option_leaves_the_original_alone()
    {
        var original = new DockerBuildSettings().SetTag("one");
        var changed = original.AddTag("two").SetFile("Dockerfile");
        Assert.Equal(["one"], original.Tag);
        Assert.Null(original.File);
        Assert.Equal(["one", "two"], changed.Tag);
    }

    [UnixFact]
    public void A_redacted_argument_is_passed_but_not_logged_nor_shown_in_the_failure()
    {
        var fail = Script("fail", "printf '%s' \"$2\" >&2; exit 3");
        DotNetPath = fail;
        const string secret = "two \"words\"";
        var failure = Assert.Throws<ProcessException>(() => DotNet($"--token {secret:r} {"plain text"}"));
        Assert.Equal(3, failure.ExitCode);
        Assert.StartsWith("Process 'fail' exited with code 3.", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("words", failure.Message, StringComparison.Ordinal);
        Assert.Contains("[REDACTED]", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(logged, line => line.Contains("words", StringComparison.Ordinal));
        Assert.Contains(logged, line => line.Contains("plain text", StringComparison.Ordinal));
    }

    [UnixFact]
    public void An_interpolated_value_stays_one_argument()
    {
        var value = "a \"b\" $(id) ; 'c' \\";
        DotNetPath = echo;
        Assert.Equal($"--value|{value}|last", Text(DotNet($"--value {value} last")));
    }

    [UnixFact]
    public void An_exit_code_can_be_left_to_the_caller()
    {
        var fail = Script("fail", "exit 7");
        var seen = 0;
        DotNetPath = fail;
        DotNet("", exitHandler: process => seen = process.ExitCode);
        Assert.Equal(7, seen);
        DockerPush(_ => _.SetProcessToolPath(fail).DisableProcessExitHandling());
        Assert.Throws<ProcessException>(() => DockerPush(_ => _.SetProcessToolPath(fail)));
    }

    [UnixFact]
    public void A_variable_is_added_to_the_environment_of_the_tool()
    {
        var show = Script("show", "printf '%s %s' \"$PROBE\" \"${PATH:+path}\"");
        Assert.Equal("set path", Text(DockerImageInspect(_ => _.SetProcessToolPath(show).SetProcessEnvironmentVariable("PROBE", "set"))));
    }

    [UnixFact]
    public void A_tool_that_outlives_its_timeout_is_killed()
    {
        var sleep = Script("sleep", "sleep 60");
        Assert.ThrowsAny<Exception>(() => DockerImageInspect(_ => _
            .SetProcessToolPath(sleep)
            .SetProcessExecutionTimeout(TimeSpan.FromMilliseconds(100))));
    }

    [UnixFact]
    public void Lines_are_logged_by_what_the_tool_means_by_them()
    {
        var noisy = Script("noisy", "echo 'WARNING! mind'; echo plain; echo progress >&2; echo 'X.cs(1,1): error CS1002: ; expected'");
        DockerImageInspect(_ => _.SetProcessToolPath(noisy));
        Assert.Contains(logged,
            line => line.StartsWith("Warning: ", StringComparison.Ordinal) && line.Contains("mind", StringComparison.Ordinal));
        Assert.Contains(logged,
            line => line.StartsWith("Debug: ", StringComparison.Ordinal) && line.Contains("progress", StringComparison.Ordinal));
        logged.Clear();
        DotNetBuild(_ => _.SetProcessToolPath(noisy));
        Assert.Contains(logged,
            line => line.StartsWith("Error: ", StringComparison.Ordinal) && line.Contains("CS1002", StringComparison.Ordinal));
    }

    [UnixFact]
    public void All_invocations_run_before_the_failure_is_reported()
    {
        var fail = Script("fail", $"echo \"$2\" >> '{directory}/ran'; test \"$2\" != b");
        Assert.ThrowsAny<Exception>(() => DotNetTest(
            _ => _.SetProcessToolPath(fail).CombineWith(["a", "b", "c"], (_, project) => _.SetProjectFile(project)),
            completeOnFailure: true));
        Assert.Equal(["a", "b", "c"], (directory / "ran").ReadAllLines());
    }

    private string Script(string name, string body)
    {
        var path = directory / name;
        path.WriteAllText($"#!/bin/sh\n{body}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    private static string Text(IEnumerable<Output> output) => output.StdToText().ReplaceLineEndings("|");
}
