using Nuke.Common;
using Nuke.Common.ProjectModel;
using Nuke.Components;

namespace Slipway.Compat.Probe;

internal sealed class SolutionBuild : NukeBuild, ITest
{
    public static int Run() => Execute<SolutionBuild>();

    public IEnumerable<Project> TestProjects => Opened.GetAllProjects("*.Tests");

    private Solution Opened => ((IHazSolution)this).Solution;

    private Target Look => _ => _.Executes(() =>
    {
        Console.WriteLine($"all={string.Join(',', Opened.AllProjects.Select(project => project.Name))}");
        Console.WriteLine($"tests={string.Join(',', TestProjects.Select(project => project.Name))}");
        Console.WriteLine($"shop={Opened.AllProjects.Single(project => project.Name == "Shop").Path}");
        Console.WriteLine($"results={((ITest)this).TestResultDirectory}");
    });

    private Target Count => _ => _.Executes(() => ((ITest)this).ReportTestCount());
}
