using Nuke.Common.IO;
using Nuke.Common.ProjectModel;
using Slipway.Compat.Tests.Probe;

namespace Slipway.Compat.Tests;

public sealed class ComponentTests : IDisposable
{
    private const string CSharp = "{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}";

    private const string SolutionText =
        $$"""
        Microsoft Visual Studio Solution File, Format Version 12.00
        Project("{2150E333-8FDC-42A3-9474-1A3956D46DE8}") = "src", "src", "{11111111-1111-1111-1111-111111111111}"
        EndProject
        Project("{{CSharp}}") = "Shop", "src\Shop\Shop.csproj", "{22222222-2222-2222-2222-222222222222}"
        EndProject
        Project("{{CSharp}}") = "Shop.Tests", "tests\Shop.Tests\Shop.Tests.csproj", "{33333333-3333-3333-3333-333333333333}"
        EndProject
        Global
        	GlobalSection(NestedProjects) = preSolution
        		{22222222-2222-2222-2222-222222222222} = {11111111-1111-1111-1111-111111111111}
        	EndGlobalSection
        EndGlobal
        """;

    private readonly TestRoot root = new();

    public void Dispose() => root.Dispose();

    [Fact]
    public void The_solution_is_the_one_that_the_parameters_name()
    {
        (root.Root / "Build.sln").WriteAllText(SolutionText);
        root.Write("parameters.json", """{ "Solution": "Build.sln" }""");
        var build = root.Run("SolutionBuild", "Look");
        Assert.Equal(0, build.ExitCode);
        foreach (var line in new[]
        {
            "all=Shop,Shop.Tests",
            "tests=Shop.Tests",
            "shop=<root>/src/Shop/Shop.csproj",
            "results=<root>/output/test-results",
        })
        {
            Assert.Contains(line, build.Lines.Select(text => text.Replace('\\', '/')), StringComparer.Ordinal);
        }
    }

    [Fact]
    public void A_project_is_found_by_name_at_the_root_of_the_solution_only()
    {
        (root.Root / "Build.sln").WriteAllText(SolutionText);
        var solution = (root.Root / "Build.sln").ReadSolution();
        Assert.Equal("Shop.Tests", Assert.Single(solution.Projects).Name);
    }

    [Fact]
    public void A_missing_solution_is_a_warning_and_then_a_failed_requirement()
    {
        var build = root.Run("SolutionBuild", "Look");
        Assert.Equal(255, build.ExitCode);
        Assert.Contains("[WRN] Could not inject value for IHazSolution.Solution", build.Lines, StringComparer.Ordinal);
        Assert.Contains("Member 'Solution' is required to be not null", build.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Test_counts_stand_in_the_summary()
    {
        (root.Root / "Build.sln").WriteAllText(SolutionText);
        (root.Root / "output" / "test-results" / "Shop.trx").WriteAllText(
            """
            <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results>
              <UnitTestResult outcome="Passed" /><UnitTestResult outcome="Passed" /><UnitTestResult outcome="Failed" />
              <UnitTestResult outcome="NotExecuted" />
            </Results></TestRun>
            """);
        var build = root.Run("SolutionBuild", "Count --solution Build.sln");
        Assert.Equal(0, build.ExitCode);
        Assert.Contains("// Failed: 1, Passed: 2, Skipped: 1", build.Table, StringComparison.Ordinal);
    }

    [Fact]
    public void The_standard_targets_depend_on_each_other()
    {
        var build = root.Run("SolutionBuild", "--help");
        Assert.Equal(0, build.ExitCode);
        Assert.Contains("  Compile    -> Restore", build.Lines, StringComparer.Ordinal);
        Assert.Contains("  Test       -> Compile", build.Lines, StringComparer.Ordinal);
    }
}
