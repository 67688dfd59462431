using System.Xml.Linq;
using Serilog;
using Slipway.Nuke.Components;
using Slipway.Nuke.Parameters.Kinds;

/// <summary>Every test of the repository, the end-to-end ones on the real engine included. docs/testing.md says what it covers.</summary>
internal sealed partial class Build
{
    /// <summary>
    /// Suites at a time: one of those with a load, which mostly waits for containers, and another one that uses the processors meanwhile.
    /// </summary>
    private const int Lanes = 2;

    /// <summary>Of a quick check, whose tests mostly wait: for builds as processes of their own, for clocks and for limits.</summary>
    private const int QuickLanes = 3;

    /// <summary>
    /// They take turns: each puts load on proxies, on a schedule that waits for nobody, and a machine that does not keep up tells of itself
    /// and not of them.
    /// </summary>
    private static readonly string[] WithLoad = ["Slipway.EndToEnd.Tests", "Slipway.Routers.Tests"];

    /// <summary>Of one suite at a time in a quick check: most of them wait for an engine that does not answer.</summary>
    private const int QuickTests = 6;

    /// <summary>Where --quick points the tests: those that need an engine find none and are skipped, each with that reason.</summary>
    private const string NoEngine = "unix:///left-out-by-check-quick.sock";

    /// <summary>Random sequences against the recorded engine that --quick plays, of the 150 of a whole check.</summary>
    private const int QuickSequences = 30;

    /// <summary>--quick takes one in so many of the effects that sweeps disturb on the recorded engine, and of what chance makes.</summary>
    private const int QuickEvery = 7;

    /// <summary>
    /// For the hundreds of processes that are over before a profile pays, and for the dozens of compilations: a third of their time. A
    /// thread that has nothing to do waits at once, without a while of looking for work. Memory is taken back rarely, and a text of some
    /// hundred kilobytes, as a journal is, does not count as a large object: each of those has all memory searched. The compiler's server
    /// has its own output, and ends when nothing was compiled for ten minutes.
    /// </summary>
    private static readonly (string Name, string Value)[] QuickToStart =
    [
        ("DOTNET_TieredPGO", "0"), ("DOTNET_EnableWriteXorExecute", "0"), ("DOTNET_gcConcurrent", "0"), ("UseSharedCompilation", "true"),
        ("DOTNET_ThreadPool_UnfairSemaphoreSpinLimit", "0"), ("DOTNET_GCgen0size", "4000000"), ("DOTNET_GCLOHThreshold", "1000000"),
    ];

    /// <summary>Of a failed test's message, of its stack and of its output.</summary>
    private const int LinesOfEach = 12;

    private const int LongestLine = 400;

    [Flag]
    [Parameter("Whether Check leaves out what needs a container engine or compiles for minutes: yes or no - Default is no")]
    public string? Quick { get; set; }

    AbsolutePath TestResults => ((IHazArtifacts)this).ArtifactsDirectory / "check-results";

    // Not by depending on Prepare: a quick check asks for no engine.
    Target Check => _ => _
        .Description("Runs every test of the repository, the end-to-end ones on the real engine; with --quick those that need no engine")
        .DependsOn(Interpreters)
        .Executes(async () =>
        {
            var quick = false;
            await this.RunAsync(async run =>
            {
                quick = run.Parameters.Flag(nameof(Quick));
                await (quick ? Task.CompletedTask : run.PrepareAsync());
            });
            await CheckAsync(quick);
        });

    private async Task CheckAsync(bool quick)
    {
        TestResults.CreateOrCleanDirectory();
        foreach (var (name, value) in QuickToStart)
        {
            EnvironmentInfo.SetVariable(name, value);
        }

        if (quick)
        {
            EnvironmentInfo.SetVariable("DOCKER_HOST", NoEngine);
            EnvironmentInfo.SetVariable("SLIPWAY_SEQUENCES", Text(QuickSequences));
            EnvironmentInfo.SetVariable("SLIPWAY_EVERY", Text(QuickEvery));
        }
        else
        {
            FaultsSeen.CreateOrCleanDirectory();
        }

        DotNetBuild(_ => _.SetProjectFile(Solution).SetConfiguration(Configuration.Release).SetVerbosity(DotNetVerbosity.quiet));
        var times = SuiteTimes.Read(TemporaryDirectory / (quick ? "check-quick.json" : "check.json"));
        var suites = Solution.GetAllProjects("*.Tests").OrderBy(project => project.Name, StringComparer.Ordinal)
            .Select(project => new Suite(project.Path, times.Of(project.Name), TimeProvider.System)).ToList();
        try
        {
            await new SuiteLanes(suites, quick ? QuickLanes : Lanes, TimeProvider.System, suite => !quick && HasLoad(suite))
                .RunAsync(suite => RunSuite(suite, quick));
        }
        finally
        {
            CountTests(suites, times, quick);
        }
    }

    private static bool HasLoad(Suite suite) => WithLoad.Contains(suite.Name, StringComparer.Ordinal);

    private void RunSuite(Suite suite, bool quick) => DotNetTest(_ => _
        .SetProjectFile(suite.Project)
        .SetConfiguration(Configuration.Release)
        .EnableNoBuild()
        .SetResultsDirectory(TestResults)
        .SetLoggers($"trx;LogFileName={suite.Name}.trx", "console;verbosity=normal")
        .When(_ => quick, _ => _.SetFilter("Category!=Slow"))
        .When(_ => quick || !HasLoad(suite), _ => _
            .AddProcessAdditionalArguments("--", $"xUnit.MaxParallelThreads={(quick ? QuickTests : 1)}"))
        .SetProcessLogger((_, line) => Relay(suite, line))
        .DisableProcessExitHandling());

    /// <summary>Each test as it ends, with its suite: whoever waits wants to see of what.</summary>
    private static void Relay(Suite suite, string line)
    {
        suite.Hear(line);
        if (!string.IsNullOrWhiteSpace(line))
        {
            Log.Debug("{Suite}: {Line}", suite.Name, line);
        }
    }

    /// <summary>
    /// Why tests failed, at the end, where it is looked for: what else they print is far up in the log, or in a file that CI does not keep.
    /// </summary>
    private static void Explain(IReadOnlyList<XElement> tests)
    {
        foreach (var test in tests.Where(test => (string?)test.Attribute("outcome") == "Failed"))
        {
            var lines = test.Descendants().Where(element => element.Name.LocalName is "Message" or "StackTrace" or "StdOut")
                .SelectMany(element => element.Value.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries)
                    .Take(LinesOfEach))
                .Select(line => line.Length <= LongestLine ? line : string.Concat(line.AsSpan(0, LongestLine), "..."));
            Log.Information("{Test} failed:\n  {Why}", (string?)test.Attribute("testName"), string.Join("\n  ", lines));
        }
    }

    /// <summary>Whether the process of the tests died: a failed test beside it must not hide that others never ran.</summary>
    private static bool WasAborted(IEnumerable<XElement> elements) => elements.Any(element =>
        element.Name.LocalName == "RunInfo" && element.Value.Contains("test run was aborted", StringComparison.Ordinal));

    /// <summary>Fails when a test failed, when a run was aborted, or when a suite that should have run left no results.</summary>
    private void CountTests(IReadOnlyList<Suite> suites, SuiteTimes times, bool quick)
    {
        var (passed, skipped) = (0, new List<(string Suite, int Count)>());
        var failures = new List<string>();
        var results = new List<(string? Name, string? Outcome)>();
        foreach (var suite in suites)
        {
            var file = TestResults / $"{suite.Name}.trx";
            var elements = file.FileExists() ? XDocument.Load(file).Descendants().ToList() : [];
            var tests = elements.Where(element => element.Name.LocalName == "UnitTestResult").ToList();
            var outcomes = tests
                .Select(result => (Name: (string?)result.Attribute("testName"), Outcome: (string?)result.Attribute("outcome")))
                .ToList();
            results.AddRange(outcomes);
            passed += outcomes.Count(result => result.Outcome == "Passed");
            skipped.Add((suite.Name, outcomes.Count(result => result.Outcome == "NotExecuted")));
            var failed = outcomes.Where(result => result.Outcome is not ("Passed" or "NotExecuted")).Select(result => $"{result.Name}")
                .ToList();
            failures.AddRange(failed);
            Explain(tests);
            var summary = (string?)elements.FirstOrDefault(element => element.Name.LocalName == "ResultSummary")?.Attribute("outcome");
            if (WasAborted(elements) || (failed.Count == 0 && summary != "Completed"))
            {
                failures.Add($"{suite.Name}: the run did not come to its end ({summary ?? "no results"})");
            }
            else if (suite.Took is { } took)
            {
                times.Save(suite.Name, new SuiteTime(took.TotalSeconds, outcomes.Count));
            }
        }

        var left = skipped.Sum(suite => suite.Count);
        var proven = "none: --quick";
        if (quick)
        {
            Log.Warning(
                "Left out: {Count} tests, nearly all of which need a container engine ({Suites}), those of the category Slow, which "
                + "compile for "
                + "minutes, most random sequences and four of five points of each sweep. ./build.sh Check runs them all",
                left, string.Join(", ", skipped.Where(suite => suite.Count > 0).Select(suite => $"{suite.Suite} {suite.Count}")));
        }
        else
        {
            (var unproven, proven) = ProveReliability(results);
            failures.AddRange(unproven);
        }

        (TestResults / "counts.txt").WriteAllText($"{passed} passed, {failures.Count} failed, {left} skipped\n");
        ReportSummary(_ => _
            .AddPair("Passed", passed).AddPair("Failed", failures.Count).AddPair("Skipped", left).AddPair("Faults proven", proven));
        Assert.True(failures.Count == 0, $"{failures.Count} failures:\n  {string.Join("\n  ", failures)}");
    }
}
