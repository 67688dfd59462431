using System.Text.RegularExpressions;
using Slipway.Applications;
using Slipway.Keeper;
using Slipway.Strategies.BlueGreen;
using Slipway.Strategies.Canary;
using Slipway.Strategies.Foundation;
using Slipway.Strategies.Recreate;
using Slipway.Strategies.Rolling;

namespace Slipway.Strategies;

/// <summary>The ways to release that a build knows, by name.</summary>
public sealed partial class StrategyRegistry
{
    private readonly IReadOnlyList<Strategy> strategies;

    /// <summary>Only these; <see cref="With"/> adds to the built-in ones.</summary>
    /// <param name="strategies">In the order in which they are listed to people.</param>
    /// <exception cref="ArgumentException">Two have the same name, or a name is not of lower-case letters, digits and dashes.</exception>
    public StrategyRegistry(params IReadOnlyList<Strategy> strategies)
    {
        foreach (var way in strategies.GroupBy(strategy => strategy.Name, StringComparer.Ordinal))
        {
            if (way.Count() > 1 || !Word().IsMatch(way.Key))
            {
                throw new ArgumentException(
                    $"A name of lower-case letters, digits and dashes that no other strategy has is expected, not \"{way.Key}\".",
                    nameof(strategies));
            }
        }

        this.strategies = [.. strategies];
    }

    /// <summary>Blue-green, recreate, rolling and canary.</summary>
    public static StrategyRegistry BuiltIn { get; } = new(new BlueGreenStrategy(), new RecreateStrategy(), new RollingStrategy(),
        new CanaryStrategy());

    /// <summary>In the order in which they were registered.</summary>
    public IReadOnlyList<string> Names => [.. strategies.Select(strategy => strategy.Name)];

    /// <summary>These and further ones.</summary>
    /// <param name="further">Names that are not known yet.</param>
    /// <exception cref="ArgumentException">As of the constructor.</exception>
    public StrategyRegistry With(params IReadOnlyList<Strategy> further) => new([.. strategies, .. further]);

    /// <summary>The strategy of this name; null when it is not known.</summary>
    /// <param name="name">Case matters.</param>
    public Strategy? Find(string name) => strategies.FirstOrDefault(strategy => strategy.Name == name);

    /// <summary>How an application is released: as <paramref name="asked"/>, or as it is described, or by blue-green.</summary>
    /// <param name="application">The description.</param>
    /// <param name="asked">What a command asks for; null for nothing.</param>
    /// <exception cref="SpecificationException">That way is not known; those that are known are named.</exception>
    public Strategy Choose(Application application, string? asked)
    {
        var name = asked ?? NameOf(application);
        return Find(name) ?? throw new SpecificationException([Unknown("strategy", name)]);
    }

    /// <summary>Settings in a description of ways that are not known.</summary>
    /// <param name="application">The description.</param>
    /// <returns>Each fault with its path.</returns>
    public IEnumerable<SpecificationFault> Check(Application application) => application.AllStrategies
        .Where(settings => Find(settings.Name) is null)
        .Select(settings => Unknown(ReferenceEquals(settings, application.Strategy) ? "strategy" : "strategies", settings.Name));

    /// <summary>
    /// How a run of the journal releases. One that another build began in a way that is not known here is treated by what router and
    /// containers show.
    /// </summary>
    internal Strategy Of(BegunRelease release) => release.Strategy is not { } name
        ? new BlueGreenStrategy()
        : Find(name) ?? new UnknownStrategy(name);

    /// <summary>
    /// How a release comes back: in its own way, or in that of what it replaces where two versions of that must never run at once. A way
    /// that is not known here brings it back at once.
    /// </summary>
    internal Strategy ForReturn(Application returning, Application leaving)
    {
        var (own, other) = (NameOf(returning), NameOf(leaving));
        return Find(own) is { RunsAlone: true } alone ? alone
            : Find(other) is { RunsAlone: true } replaced ? replaced
            : Find(own) ?? new UnknownStrategy(own);
    }

    private static string NameOf(Application application) => application.Strategy?.Name ?? BlueGreenSettings.StrategyName;

    private SpecificationFault Unknown(string path, string name) =>
        new(path,
            $"{string.Join(", ", Names.SkipLast(1))} or {Names[^1]} is expected, not \"{name}\": no such way to release is registered with "
                + "this build");

    [GeneratedRegex(@"\A[a-z][a-z0-9-]{0,39}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();
}
