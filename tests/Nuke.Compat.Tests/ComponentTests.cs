using Nuke.Common;
using Nuke.Common.Git;
using Nuke.Common.IO;
using Nuke.Common.ProjectModel;
using Nuke.Common.Tools.Git;
using Nuke.Components;
using Slipway.Compat.Tests.Builds;

namespace Slipway.Compat.Tests;

[Collection(BuildCollection.Name)]
public sealed class ComponentTests : IDisposable
{
    private const string SolutionText =
        """
        Microsoft Visual Studio Solution File, Format Version 12.00
        Project("{2150E333-8FDC-42A3-9474-1A3956D46DE8}") = "src", "src", "{11111111-1111-1111-1111-111111111111}"
        EndProject
        Project("{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}") = "Shop", "src\Shop\Shop.csproj", "{22222222-2222-2222-2222-222222222222}"
        EndProject
        Project("{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}") = "Shop.Tests", "tests\Shop.Tests\Shop.Tests.csproj", "{33333333-3333-3333-3333-333333333333}"
        EndProject
        Global
        	GlobalSection(NestedProjects) = preSolution
        		{22222222-2222-2222-2222-222222222222} = {11111111-1111-1111-1111-111111111111}
        	EndGlobalSection
        EndGlobal
        """;

    private sealed class SolutionBuild : NukeBuild, ITest
    {
        public static SolutionBuild Last { get; private set; } = null!;

        public IEnumerable<Project> TestProjects => Opened.GetAllProjects("*.Tests");

        public Solution Opened => ((IHazSolution)this).Solution;

        public Target Look => _ => _.Executes(() => Last = this);

        public Target Count => _ => _.Executes(() => ((ITest)this).ReportTestCount());
    }

    private readonly TestRun run = new();

    public void Dispose() => run.Dispose();

    [Fact]
    public void The_solution_is_the_one_that_the_parameters_name()
    {
        (run.Root / "Build.sln").WriteAllText(SolutionText);
        run.Write("parameters.json", """{ "Solution": "Build.sln" }""");
        Assert.Equal(0, run.Execute<SolutionBuild>("Look"));
        var solution = SolutionBuild.Last.Opened;
        Assert.Equal(["Shop", "Shop.Tests"], solution.AllProjects.Select(project => project.Name), StringComparer.Ordinal);
        Assert.Equal(run.Root / "src" / "Shop" / "Shop.csproj", solution.AllProjects.First().Path);
        Assert.Equal("Shop.Tests", Assert.Single(SolutionBuild.Last.TestProjects).Name);
        Assert.Equal(run.Root / "output" / "test-results", ((ITest)SolutionBuild.Last).TestResultDirectory);
    }

    [Fact]
    public void A_project_is_found_by_name_at_the_root_of_the_solution_only()
    {
        (run.Root / "Build.sln").WriteAllText(SolutionText);
        var solution = (run.Root / "Build.sln").ReadSolution();
        Assert.Equal("Shop.Tests", Assert.Single(solution.Projects).Name);
        Assert.NotNull(solution.GetProject("Shop.Tests"));
        Assert.Null(solution.GetProject("Shop"));
    }

    [Fact]
    public void A_missing_solution_is_a_warning_and_then_a_failed_requirement()
    {
        Assert.Equal(-1, run.Execute<SolutionBuild>("Look"));
        Assert.Contains("[WRN] Could not inject value for IHazSolution.Solution: Parameter 'Solution' names no solution file.", run.Output, StringComparison.Ordinal);
        Assert.Contains("Member 'Solution' is required to be not null", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Test_counts_stand_in_the_summary()
    {
        (run.Root / "Build.sln").WriteAllText(SolutionText);
        (run.Root / "output" / "test-results" / "Shop.trx").WriteAllText(
            """
            <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results>
              <UnitTestResult outcome="Passed" /><UnitTestResult outcome="Passed" /><UnitTestResult outcome="Failed" /><UnitTestResult outcome="NotExecuted" />
            </Results></TestRun>
            """);
        Assert.Equal(0, run.Execute<SolutionBuild>("Count --solution Build.sln"));
        Assert.Contains("// Failed: 1, Passed: 2, Skipped: 1", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_standard_targets_depend_on_each_other()
    {
        Assert.Equal(0, run.Execute<SolutionBuild>("--help"));
        Assert.Contains("  Compile    -> Restore\n", run.Transcript, StringComparison.Ordinal);
        Assert.Contains("  Test       -> Compile\n", run.Transcript, StringComparison.Ordinal);
    }

    [Fact]
    public void The_repository_is_read_without_a_network()
    {
        foreach (var arguments in new[]
        {
            "init -q -b work/topic",
            "config user.email nobody@example.invalid",
            "config user.name Nobody",
            "remote add origin git@example.invalid:team/shop.git",
            "commit -q --allow-empty -m first",
        })
        {
            GitTasks.Git(arguments, run.Root);
        }

        var repository = GitRepository.FromLocalDirectory(run.Root);
        Assert.Equal("work/topic", repository.Branch);
        Assert.Equal("refs/heads/work/topic", repository.Head);
        Assert.Equal(40, repository.Commit.Length);
        Assert.Equal("https://example.invalid/team/shop.git", repository.HttpsUrl);
        GitTasks.Git("checkout -q --detach", run.Root);
        Assert.Null(GitRepository.FromLocalDirectory(run.Root).Branch);
    }
}
