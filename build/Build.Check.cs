using System.Xml.Linq;
using Slipway.Nuke.Components;

/// <summary>Every test of the repository, the end-to-end ones on the real engine included.</summary>
internal sealed partial class Build
{
    AbsolutePath TestResults => ((IHazArtifacts)this).ArtifactsDirectory / "check-results";

    Target Check => _ => _
        .Description("Runs every test of the repository, the end-to-end ones on the real engine included")
        .DependsOn<IPrepare>(x => x.Prepare)
        .DependsOn(Interpreters)
        .Executes(() =>
        {
            TestResults.CreateOrCleanDirectory();
            FaultsSeen.CreateOrCleanDirectory();
            DotNetBuild(_ => _.SetProjectFile(Solution).SetConfiguration(Configuration.Release).SetVerbosity(DotNetVerbosity.quiet));
            var projects = Solution.GetAllProjects("*.Tests").OrderBy(project => project.Name, StringComparer.Ordinal).ToList();
            try
            {
                foreach (var project in projects)
                {
                    // Each test as it ends: the end-to-end ones take half an hour, and whoever waits wants to see of what.
                    DotNetTest(_ => _
                        .SetProjectFile(project)
                        .SetConfiguration(Configuration.Release)
                        .EnableNoBuild()
                        .SetResultsDirectory(TestResults)
                        .SetLoggers($"trx;LogFileName={project.Name}.trx", "console;verbosity=normal")
                        .DisableProcessExitHandling());
                }
            }
            finally
            {
                CountTests(projects);
            }
        });

    /// <summary>Fails when a test failed, when a run was aborted, or when a project that should have run left no results.</summary>
    void CountTests(IReadOnlyList<Project> projects)
    {
        var (passed, skipped) = (0, 0);
        var failures = new List<string>();
        var results = new List<(string? Name, string? Outcome)>();
        foreach (var project in projects)
        {
            var file = TestResults / $"{project.Name}.trx";
            var elements = file.FileExists() ? XDocument.Load(file).Descendants().ToList() : [];
            var outcomes = elements.Where(element => element.Name.LocalName == "UnitTestResult")
                .Select(result => (Name: (string?)result.Attribute("testName"), Outcome: (string?)result.Attribute("outcome")))
                .ToList();
            results.AddRange(outcomes);
            passed += outcomes.Count(result => result.Outcome == "Passed");
            skipped += outcomes.Count(result => result.Outcome == "NotExecuted");
            var failed = outcomes.Where(result => result.Outcome is not ("Passed" or "NotExecuted")).Select(result => $"{result.Name}").ToList();
            failures.AddRange(failed);
            var summary = (string?)elements.FirstOrDefault(element => element.Name.LocalName == "ResultSummary")?.Attribute("outcome");
            if (failed.Count == 0 && summary != "Completed")
            {
                failures.Add($"{project.Name}: the run did not come to its end ({summary ?? "no results"})");
            }
        }

        var (unproven, proven) = ProveReliability(results);
        failures.AddRange(unproven);
        (TestResults / "counts.txt").WriteAllText($"{passed} passed, {failures.Count} failed, {skipped} skipped\n");
        ReportSummary(_ => _.AddPair("Passed", passed).AddPair("Failed", failures.Count).AddPair("Skipped", skipped).AddPair("Faults proven", proven));
        Assert.True(failures.Count == 0, $"{failures.Count} failures:\n  {string.Join("\n  ", failures)}");
    }
}
