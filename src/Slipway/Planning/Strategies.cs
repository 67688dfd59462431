using Slipway.Releases;
using Slipway.Routing;

namespace Slipway.Planning;

/// <summary>The strategies by their kind, and what each needs.</summary>
public static class Strategies
{
    public static IStrategy Of(StrategyKind kind) => kind switch
    {
        StrategyKind.Recreate => new Recreate(),
        StrategyKind.Rolling => new Rolling(),
        StrategyKind.Canary => new Canary(),
        _ => new BlueGreen(),
    };

    /// <summary>As it is written on a command line: <c>blue-green</c>.</summary>
    public static string Label(this StrategyKind kind) => kind switch
    {
        StrategyKind.Recreate => "recreate",
        StrategyKind.Rolling => "rolling",
        StrategyKind.Canary => "canary",
        _ => "blue-green",
    };

    /// <summary>Everything that keeps this application from being released in this way through this router; empty when nothing does.</summary>
    public static IReadOnlyList<SpecificationFault> Faults(StrategyKind kind, Application application, RouterCapabilities router)
    {
        (bool Missing, string What)[] needs = kind switch
        {
            StrategyKind.Recreate => [(!router.Maintenance, "show a maintenance page")],
            StrategyKind.Rolling => [(!router.Weights, "share the traffic between two slots")],
            StrategyKind.Canary =>
            [
                (!router.Weights, "share the traffic between two slots"),
                (!router.Statistics && application.Canary is { Manual: false, Analysis: not null }, "tell errors and latency of a slot, which the analysis compares"),
                (!router.CanaryMarks && application.Canary.Mark is not null, "send marked requests to the canary"),
            ],
            _ => [],
        };
        return [.. needs.Where(need => need.Missing).Select(need => new SpecificationFault("strategy", $"{kind.Label()} needs a router that can {need.What}; {router.Name} can't"))];
    }
}
