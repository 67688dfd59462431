using System.Collections.Concurrent;
using Nuke.Common.IO;

namespace Slipway.Nuke.Tests.Checking;

/// <summary>What Check knows of its suites, and in which order they run.</summary>
public sealed class SuiteTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("slipway-suites-");

    private AbsolutePath File => (AbsolutePath)folder.FullName / "temp" / "check.json";

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Durations_are_remembered_from_run_to_run()
    {
        SuiteTimes.Read(File).Save("One.Tests", new SuiteTime(61.5, 12));
        SuiteTimes.Read(File).Save("Two.Tests", new SuiteTime(3, 4));
        Assert.Equal(new SuiteTime(61.5, 12), SuiteTimes.Read(File).Of("One.Tests"));
        Assert.Null(SuiteTimes.Read(File).Of("Three.Tests"));
    }

    [Fact]
    public void Damaged_memory_is_none()
    {
        File.Parent.CreateDirectory();
        File.WriteAllText("{ \"One.Tests\":");
        Assert.Null(SuiteTimes.Read(File).Of("One.Tests"));
    }

    [Fact]
    public void Lines_that_tell_of_a_tests_end_are_counted_and_no_others()
    {
        var suite = Make("One.Tests", null);
        string[] lines =
        [
            "  Passed A [1 s]", "  Failed B [< 1 ms]", "  Skipped C", "   Passed by a message", "Passed!", "", "     Passed: 3",
        ];
        foreach (var line in lines)
        {
            suite.Hear(line);
        }

        Assert.Equal(3, suite.Tests);
    }

    [Fact]
    public async Task Longest_suite_begins_first_and_one_that_is_new_before_it()
    {
        var began = new ConcurrentQueue<string>();
        Suite[] suites = [Make("Short.Tests", 5), Make("Long.Tests", 500), Make("New.Tests", null), Make("Middle.Tests", 50)];
        await new SuiteLanes(suites, lanes: 1, TimeProvider.System).RunAsync(suite => began.Enqueue(suite.Name));
        Assert.Equal(["New.Tests", "Long.Tests", "Middle.Tests", "Short.Tests"], began);
        Assert.All(suites, suite => Assert.Equal(TimeSpan.Zero, suite.Left));
    }

    [Fact]
    public async Task Suites_that_take_turns_run_one_after_another_also_when_no_other_is_left()
    {
        using var both = new Barrier(2);
        using var next = new ManualResetEventSlim();
        Suite[] suites = [Make("Turn.Long.Tests", 5), Make("Turn.Short.Tests", 4), Make("Other.Tests", 1)];
        await new SuiteLanes(suites, lanes: 2, TimeProvider.System, suite => suite.Name.StartsWith("Turn", StringComparison.Ordinal))
            .RunAsync(suite =>
            {
                if (suite.Name == "Turn.Short.Tests")
                {
                    next.Set();
                    return;
                }

                Assert.True(both.SignalAndWait(TimeSpan.FromMinutes(1)), "the other one does not run beside it");
                Assert.False(suite.Name == "Turn.Long.Tests" && next.Wait(TimeSpan.FromMilliseconds(200)), "it was not its turn");
            });
        Assert.True(next.IsSet);
    }

    [Fact]
    public async Task Suites_run_beside_each_other_and_one_that_can_not_be_started_does_not_keep_the_others()
    {
        using var both = new Barrier(2);
        var ended = new ConcurrentQueue<string>();
        Suite[] suites = [Make("One.Tests", 4), Make("Two.Tests", 3), Make("Three.Tests", 2), Make("Four.Tests", 1)];
        await Assert.ThrowsAsync<InvalidOperationException>(() => new SuiteLanes(suites, lanes: 2, TimeProvider.System).RunAsync(suite =>
        {
            if (suite.Name is "One.Tests" or "Two.Tests")
            {
                Assert.True(both.SignalAndWait(TimeSpan.FromMinutes(1)), "the other one does not run");
            }

            if (suite.Name == "One.Tests")
            {
                throw new InvalidOperationException("dotnet is not there");
            }

            ended.Enqueue(suite.Name);
        }));
        Assert.Equal(["Two.Tests", "Three.Tests", "Four.Tests"], ended);
    }

    private Suite Make(string name, double? seconds)
    {
        var project = (AbsolutePath)folder.FullName / name / $"{name}.csproj";
        project.Parent.CreateDirectory();
        return new Suite(project, seconds is { } known ? new SuiteTime(known, 10) : null, TimeProvider.System);
    }
}
