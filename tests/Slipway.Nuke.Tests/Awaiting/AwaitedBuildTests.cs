using Nuke.Common;
using Slipway.Nuke.Components;
using Slipway.Nuke.Tests.Builds;

namespace Slipway.Nuke.Tests.Awaiting;

/// <summary>A target that fails fails its build: seen on builds that run.</summary>
public sealed class AwaitedBuildTests : IDisposable
{
    private readonly BuildFolder folder = new();

    /// <summary>The targets with a body of Slipway's own.</summary>
    public static TheoryData<string> Targets => new(typeof(IHazApplication).Assembly.GetTypes().Where(AwaitingTests.IsComponent)
        .SelectMany(type => type.GetProperties()).Where(property => property.PropertyType == typeof(Target))
        .Select(property => property.Name));

    public void Dispose() => folder.Dispose();

    /// <summary>A body that was not awaited would have succeeded by the time it fails.</summary>
    [Theory]
    [Trait("Category", "Slow")]
    [MemberData(nameof(Targets))]
    public async Task Target_without_an_engine_fails(string target)
    {
        // What needs the digests of a push that is skipped does not come as far as the engine.
        var refused = target == "Migrate" || target.StartsWith("Deploy", StringComparison.Ordinal);
        var ended = (await folder.RunAsync(target, "--skip", "--yes", "--on", "--to-slot", "blue"))
            .Expect(refused ? ExitCode.Usage : ExitCode.Failed).ExpectText(refused ? "let Push run" : BuildFolder.NoEngine);
        Assert.Equal(refused ? "NotRun" : "Failed", ended.Status(target));
    }

    [Fact]
    public async Task Body_that_returns_its_task_is_awaited() =>
        (await folder.RunAsync("FailReturned")).Expect(ExitCode.Failed).ExpectText("A returned error.");
}
