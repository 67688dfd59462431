using System.Reflection;
using Nuke.Common.IO;
using Nuke.Common.ValueInjection;

namespace Nuke.Common.ProjectModel;

/// <summary>Reads the solution that the parameter of the member's name, or else the attribute, points to.</summary>
public class SolutionAttribute : ParameterAttribute
{
    private readonly string relativePath;

    public SolutionAttribute()
        : this(relativePath: null)
    {
    }

    public SolutionAttribute(string relativePath)
        : base("Path to a solution file that is automatically loaded") => this.relativePath = relativePath;

    public override bool List { get; set; }

    public override object GetValue(MemberInfo member, object instance)
    {
        var parameter = ParameterMember.Of(member).NotNull();
        var given = ParameterValues.Current.Get(parameter with { Type = typeof(string) }) as string ?? relativePath;
        Assert.True(given is not null, $"Parameter '{parameter.Name}' names no solution file.");
        return (NukeBuild.RootDirectory / given).ReadSolution();
    }
}
