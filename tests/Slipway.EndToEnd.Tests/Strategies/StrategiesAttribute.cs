using System.Reflection;
using Slipway.EndToEnd.Tests.Soak;
using Slipway.Strategies;
using Xunit.Sdk;

namespace Slipway.EndToEnd.Tests.Strategies;

/// <summary>
/// The strategies that a test of a <see cref="StrategySuite"/> meets before its router. In a soak all of them; in a check one or two, so
/// that over the three routers each strategy is met once. It is for what does not hang on the pair of strategy and router.
/// </summary>
/// <param name="shift">Another number gives the strategies to other routers.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class StrategiesAttribute(int shift) : DataAttribute
{
    private static readonly Type[] Suites = [typeof(StrategiesBehindHAProxy), typeof(StrategiesBehindNginx), typeof(StrategiesBehindCaddy)];

    /// <summary>A strategy for which a check has tests of its own instead; default none.</summary>
    public string? Elsewhere { get; init; }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod)
    {
        var router = Array.IndexOf(Suites, testMethod.ReflectedType);
        return StrategyRegistry.BuiltIn.Names.Index()
            .Where(strategy => Effort.EveryPair || (strategy.Item != Elsewhere && (strategy.Index + shift) % Suites.Length == router))
            .Select(strategy => new object[] { strategy.Item });
    }
}
