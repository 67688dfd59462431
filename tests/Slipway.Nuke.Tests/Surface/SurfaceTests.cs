using System.Reflection;
using PublicApiGenerator;
using Slipway.Docker.Engine;
using Slipway.Nuke.Components;
using Slipway.Routers;

namespace Slipway.Nuke.Tests.Surface;

/// <summary>What a package shows to its users, as it was approved: whoever changes it sees that, and says so.</summary>
public sealed class SurfaceTests
{
    private static readonly ApiGeneratorOptions Options = new()
    {
        IncludeAssemblyAttributes = false,
        ExcludeAttributes =
        [
            "System.CodeDom.Compiler.GeneratedCodeAttribute", "System.Runtime.CompilerServices.IteratorStateMachineAttribute",
            "System.Runtime.CompilerServices.AsyncIteratorStateMachineAttribute",
        ],
    };

    /// <summary>The packages by the name of their approved file.</summary>
    public static TheoryData<string> Packages => [.. Assemblies.Keys];

    private static readonly Dictionary<string, Assembly> Assemblies = new Assembly[]
    {
        typeof(ReleaseEngine).Assembly, typeof(DockerEngine).Assembly, typeof(RouterFactory).Assembly, typeof(IHazApplication).Assembly,
    }.ToDictionary(assembly => assembly.GetName().Name!, StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Packages))]
    public void The_public_members_of_a_package_are_those_that_were_approved(string package) =>
        Approved.Match(Assemblies[package].GeneratePublicApi(Options), package);
}
