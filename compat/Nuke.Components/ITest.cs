using System.Xml.Linq;
using JetBrains.Annotations;
using Nuke.Common;
using Nuke.Common.IO;
using Nuke.Common.ProjectModel;
using Nuke.Common.Tooling;
using Nuke.Common.Tools.DotNet;
using Nuke.Common.Utilities.Collections;
using static Nuke.Common.Tools.DotNet.DotNetTasks;

namespace Nuke.Components;

/// <summary>
/// Runs the tests of all <see cref="TestProjects"/> to the end and adds their counts to the summary, whatever their outcome.
/// </summary>
[PublicAPI]
public interface ITest : ICompile, IHazArtifacts
{
    AbsolutePath TestResultDirectory => ArtifactsDirectory / "test-results";

    int TestDegreeOfParallelism => 1;

    Target Test => _ => _
        .DependsOn(Compile)
        .Produces(TestResultDirectory / "*.trx")
        .Executes(() =>
        {
            try
            {
                DotNetTest(
                    _ => _
                        .Apply(TestSettingsBase)
                        .Apply(TestSettings)
                        .CombineWith(TestProjects, (_, project) => _
                            .Apply(TestProjectSettingsBase, project)
                            .Apply(TestProjectSettings, project)),
                    TestDegreeOfParallelism,
                    completeOnFailure: true);
            }
            finally
            {
                ReportTestResults();
                ReportTestCount();
            }
        });

    sealed Configure<DotNetTestSettings> TestSettingsBase => _ => _
        .SetConfiguration(Configuration)
        .SetNoBuild(SucceededTargets.Contains(Compile))
        .SetResultsDirectory(TestResultDirectory);

    sealed Configure<DotNetTestSettings, Project> TestProjectSettingsBase => (_, project) => _
        .SetProjectFile(project)
        .AddLoggers($"trx;LogFileName={project.Name}.trx");

    Configure<DotNetTestSettings> TestSettings => _ => _;

    Configure<DotNetTestSettings, Project> TestProjectSettings => (settings, _) => settings;

    IEnumerable<Project> TestProjects { get; }

    /// <summary>Hands the result files to the build server; a terminal needs none.</summary>
    void ReportTestResults()
    {
    }

    void ReportTestCount()
    {
        var outcomes = TestResultDirectory.DirectoryExists()
            ? TestResultDirectory.GlobFiles("*.trx")
                .SelectMany(file => XDocument.Load(file).Descendants().Where(element => element.Name.LocalName == "UnitTestResult"))
                .Select(result => (string)result.Attribute("outcome"))
                .ToList()
            : [];
        var passed = outcomes.Count(outcome => outcome == "Passed");
        var failed = outcomes.Count(outcome => outcome == "Failed");
        var skipped = outcomes.Count(outcome => outcome == "NotExecuted");

        ReportSummary(_ => _
            .AddPairWhenValueNotNull("Failed", failed > 0 ? failed.ToString() : null)
            .AddPair("Passed", passed.ToString())
            .AddPairWhenValueNotNull("Skipped", skipped > 0 ? skipped.ToString() : null));
    }
}
