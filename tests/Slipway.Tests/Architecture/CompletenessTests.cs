using Slipway.Strategies;
using Slipway.Tests.Convergence;

namespace Slipway.Tests.Architecture;

/// <summary>What each of several has, so that a new one without it is noticed.</summary>
public sealed class CompletenessTests
{
    public static TheoryData<string> Strategies => [.. StrategyRegistry.BuiltIn.Names];

    [Fact]
    public void Every_strategy_is_killed_and_disturbed_at_each_of_its_effects()
    {
        var swept = typeof(StrategySweep).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(StrategySweep)) && !type.IsAbstract).Select(type => type.Name);
        Assert.Equal(
            StrategyRegistry.BuiltIn.Names.Select(name => $"{Pascal(name)}SweepTests").Order(StringComparer.Ordinal),
            swept.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void A_strategy_has_a_room_a_target_and_a_place_on_the_page(string strategy)
    {
        var name = Pascal(strategy);
        Assert.True(File.Exists(Path.Combine(Repository.Root, "src", "Slipway", "Strategies", name, $"{name}Strategy.cs")), name);
        Assert.True(File.Exists(Path.Combine(Repository.Root, "src", "Slipway.Nuke", "Components", $"IDeploy{name}.cs")), name);
        Assert.Contains($"IDeploy{name}", File.ReadAllText(Path.Combine(Repository.Root, "build", "Build.cs")), StringComparison.Ordinal);
        Assert.Contains(strategy, File.ReadAllText(Path.Combine(Repository.Root, "docs", "strategies.md")), StringComparison.Ordinal);
    }

    private static string Pascal(string name) =>
        string.Concat(name.Split('-').Select(word => $"{char.ToUpperInvariant(word[0])}{word[1..]}"));
}
