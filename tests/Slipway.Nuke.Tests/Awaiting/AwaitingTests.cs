using System.Reflection;
using Nuke.Common;
using Slipway.Nuke.Components;
using Slipway.Nuke.Tests.Builds;

namespace Slipway.Nuke.Tests.Awaiting;

/// <summary>
/// Nuke starts <c>() => engine.DeployAsync()</c> and <c>async () => await …</c> and goes on at once: a deploy that fails would be reported
/// as a success. No target here has such a body.
/// </summary>
public sealed class AwaitingTests
{
    public static TheoryData<string> Components =>
        new(typeof(IHazApplication).Assembly.GetTypes().Where(IsComponent).Select(type => type.Name));

    [Theory]
    [MemberData(nameof(Components))]
    public void Every_component_is_part_of_the_build(string component) =>
        Assert.Contains(RealBuild.Type.GetInterfaces(), type => type.Name == component);

    [Theory]
    [MemberData(nameof(Components))]
    public void Every_body_of_a_component_is_awaited(string component)
    {
        var targets = RecordedTarget.AllOf(RealBuild.Type.GetInterfaces().Single(type => type.Name == component), RealBuild.Create());
        Assert.All(targets, target =>
        {
            Assert.Empty(target.Value.Traps);
            Assert.NotEqual(0, target.Value.Bodies);
        });
    }

    [Fact]
    public void Every_body_of_the_build_itself_is_awaited()
    {
        var targets = RecordedTarget.AllOf(RealBuild.Type, RealBuild.Create());
        Assert.Contains("Deploy", targets.Keys);
        Assert.All(targets, target => Assert.Empty(target.Value.Traps));
    }

    [Theory]
    [InlineData("src/Slipway.Nuke", "Slipway.Nuke", true)]
    [InlineData("build", "_build", false)]
    public void No_source_has_a_body_that_is_not_awaited(string sources, string assembly, bool deep)
    {
        var files = Repository.Sources(sources, deep).Select(file => (file, File.ReadAllText(file))).ToList();
        Assert.NotEmpty(files);
        Assert.Empty(SourceTraps.Find(assembly, files.Append(("GlobalUsings.cs", Repository.GlobalUsings(sources)))));
    }

    /// <summary>The one that is not awaited does not even compile there.</summary>
    [Fact]
    public void Every_body_of_a_component_goes_through_the_one_that_is_awaited_by_itself() =>
        Assert.Equal(["TargetExtensions.cs"], Repository.Sources("src/Slipway.Nuke")
            .Where(file => File.ReadAllText(file).Contains(".Executes(", StringComparison.Ordinal)).Select(Path.GetFileName));

    [Fact]
    public void Trap_in_a_component_is_caught_when_it_is_defined()
    {
        var targets = RecordedTarget.AllOf(typeof(TrappedBuild), Activator.CreateInstance<TrappedBuild>());
        Assert.Equal(["ExpressionLambda", "MethodGroup", "ReturnedTask", "SeveralBodies"], targets.Keys.Order(StringComparer.Ordinal));
        Assert.All(targets, target => Assert.NotEmpty(target.Value.Traps));
    }

    [Theory]
    [InlineData("async () => await RunAsync()")]
    [InlineData("async () => await CountAsync()")]
    [InlineData("() => RunAsync()")]
    [InlineData("() => CountAsync()")]
    [InlineData("() => { return RunAsync(); }")]
    [InlineData("() => { RunAsync(); }")]
    [InlineData("RunAsync")]
    [InlineData("CountAsync")]
    [InlineData("new Func<Task>(RunAsync)")]
    [InlineData("async () => { await RunAsync(); }, async () => { await RunAsync(); }")]
    [InlineData("async () => { await RunAsync(); return 1; }")]
    public void Trap_in_a_source_is_caught(string body) => Assert.NotEmpty(SourceTraps.Find("Trapped", [("Trapped.cs", Source(body))]));

    [Theory]
    [InlineData("async () => { await RunAsync(); }")]
    [InlineData("() => Count()")]
    [InlineData("() => { Count(); }")]
    [InlineData("Run")]
    public void Body_that_is_awaited_or_needs_no_awaiting_is_let_through(string body) =>
        Assert.Empty(SourceTraps.Find("Sound", [("Sound.cs", Source(body))]));

    internal static bool IsComponent(Type type) => type.IsInterface && typeof(INukeBuild).IsAssignableFrom(type);

    private static string Source(string body) => $$"""
        using Nuke.Common;

        interface IComponent : INukeBuild
        {
            Target Go => _ => _.Description("Goes").Executes({{body}});

            static Task RunAsync() => Task.CompletedTask;

            static Task<int> CountAsync() => Task.FromResult(1);

            static int Count() => 1;

            static void Run() { }
        }
        """;
}
