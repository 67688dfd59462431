using Nuke.Common.IO;
using Nuke.Common.ProjectModel;
using Slipway.Nuke.Building;

namespace Slipway.Nuke.Tests.Building;

public sealed class SolutionTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("slipway-solution-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_project_is_found_in_a_solution_folder_and_at_the_root()
    {
        var solution = Read();
        Assert.Equal("Shop.csproj", Path.GetFileName(solution.FindProject("Shop").Path));
        Assert.Equal("Mailer.csproj", Path.GetFileName(solution.FindProject("Mailer").Path));
    }

    [Theory]
    [InlineData("Nobody")]
    [InlineData("Twice")]
    [InlineData("src")]
    public void What_is_not_exactly_one_project_is_named_in_the_error(string name)
    {
        var error = Assert.Throws<UsageException>(() => Read().FindProject(name));
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.Contains("Small.sln", error.Message, StringComparison.Ordinal);
    }

    private Solution Read()
    {
        AbsolutePath file = Path.Combine(folder.FullName, "Small.sln");
        File.WriteAllText(file,
            """
            Microsoft Visual Studio Solution File, Format Version 12.00
            Project("{2150E333-8FDC-42A3-9474-1A3956D46DE8}") = "src", "src", "{11111111-1111-1111-1111-111111111111}"
            EndProject
            Project("{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}") = "Shop", "src\Shop\Shop.csproj", "{22222222-2222-2222-2222-222222222222}"
            EndProject
            Project("{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}") = "Mailer", "Mailer\Mailer.csproj", "{33333333-3333-3333-3333-333333333333}"
            EndProject
            Project("{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}") = "Twice", "src\Twice\Twice.csproj", "{44444444-4444-4444-4444-444444444444}"
            EndProject
            Project("{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}") = "Twice", "Twice\Twice.csproj", "{55555555-5555-5555-5555-555555555555}"
            EndProject
            Global
            	GlobalSection(NestedProjects) = preSolution
            		{22222222-2222-2222-2222-222222222222} = {11111111-1111-1111-1111-111111111111}
            		{44444444-4444-4444-4444-444444444444} = {11111111-1111-1111-1111-111111111111}
            	EndGlobalSection
            EndGlobal
            """);
        return file.ReadSolution();
    }
}
