using System.Reflection;
using Nuke.Common;
using Slipway.Nuke.Components;
using Slipway.Nuke.Tests.Awaiting;
using Slipway.Nuke.Tests.Builds;

namespace Slipway.Nuke.Tests.Parameters;

/// <summary>What <c>--help</c> says stands beside each target and parameter.</summary>
public sealed class DescriptionTests
{
    private const int FewestWords = 4;

    [Fact]
    public void Every_listed_target_is_explained_in_a_sentence()
    {
        var build = RealBuild.Create();
        var targets = Declaring().SelectMany(type => RecordedTarget.AllOf(type, build))

            // What the build redefines of Nuke's own components it describes, too; the rest of those is not ours.
            .Where(target => target.Value.IsListed).Select(target => (target.Key, target.Value.Description)).ToList();
        Assert.Contains(targets, target => target.Key == "Deploy");
        Assert.All(targets, target => AssertSentence(target.Key, target.Description));
    }

    [Fact]
    public void Every_parameter_is_explained_in_a_sentence()
    {
        var parameters = Declaring()
            .SelectMany(type =>
                type.GetMembers(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Select(member => (member.Name, Parameter: member.GetCustomAttribute<ParameterAttribute>()))
            .Where(member => member.Parameter is not null).ToList();
        Assert.Contains(parameters, parameter => parameter.Name == nameof(IHazApplication.Port));
        Assert.All(parameters, parameter => AssertSentence(parameter.Name, parameter.Parameter!.Description));
    }

    /// <summary>A parameter on an interface is dead unless its getter asks the build for it.</summary>
    [Fact]
    public async Task Every_parameter_of_a_component_is_in_the_help()
    {
        using var folder = new BuildFolder();
        var help = (await folder.RunAsync("--help")).Expect(ExitCode.Released);
        foreach (var name in new[]
        {
            "--port", "--stage", "--public-address", "--registry", "--registry-port", "--registry-user", "--registry-password",
            "--install-engine",
            "--force", "--to-release", "--service", "--tail", "--yes",
            "--strategy", "--router", "--to-full", "--to-slot", "--on", "--off",
        })
        {
            help.ExpectText($"  {name} ");
        }
    }

    private static IEnumerable<Type> Declaring() =>
        RealBuild.Type.GetInterfaces().Where(type => type.Assembly == typeof(IHazApplication).Assembly).Append(RealBuild.Type);

    private static void AssertSentence(string name, string? description)
    {
        Assert.False(string.IsNullOrWhiteSpace(description), $"{name} is not explained");
        Assert.True(char.IsUpper(description![0]), $"{name}: \"{description}\" begins with a capital letter");
        Assert.True(description.Split(' ').Length >= FewestWords, $"{name}: \"{description}\" is no sentence");
        Assert.False(description.EndsWith('.'), $"{name}: \"{description}\" has no full stop, like all the others");
    }
}
