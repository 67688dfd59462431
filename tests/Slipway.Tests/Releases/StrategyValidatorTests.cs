using Slipway.Planning;
using Slipway.Releases;
using Slipway.Routing;
using Slipway.Secrets;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Releases;

/// <summary>What is refused of strategies, replicas and routers before anything is touched.</summary>
public sealed class StrategyValidatorTests
{
    private static readonly Application Shop = ShopDescription.Web;

    [Fact]
    public void Every_fault_stands_in_one_message_with_its_path()
    {
        var faulty = Shop with
        {
            Services = [Shop.Services[0] with { Replicas = 51 }],
            Strategy = (StrategyKind)9,
            Rolling = new RollingSettings { MaxSurge = 0 },
            Router = new RouterSettings { Tls = new TlsSettings(new Secret("pem"), 8080) },
            Canary = new CanarySettings
            {
                Steps = [10, 10, 101],
                Pause = TimeSpan.Zero,
                Mark = new CanaryMark(CanaryMarkSource.Header, "X Canary", "a b"),
                Analysis = new AnalysisSettings { MaxErrorRateDifference = 2, MaxLatencyRatio = 0.5, MinimumSamples = 3, Significance = 0.5, Interval = TimeSpan.Zero, MinimumRequests = 0 },
            },
        };

        var error = Assert.Throws<SpecificationException>(() => ApplicationValidator.Validate(faulty));

        Assert.Equal(
            [
                "services.web.replicas", "strategy", "rolling.maxSurge", "canary.steps", "canary.steps", "canary.steps", "canary.pause", "canary.mark.name", "canary.mark.value",
                "canary.analysis.minimumRequests", "canary.analysis.maxErrorRateDifference", "canary.analysis.maxLatencyRatio", "canary.analysis.minimumSamples",
                "canary.analysis.significance", "canary.analysis.interval", "router.tls.port",
            ],
            error.Faults.Select(fault => fault.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0 100")]
    [InlineData("25 10 100")]
    [InlineData("10 50")]
    [InlineData("100 100")]
    public void Wrong_steps_of_a_canary_are_refused(string steps) => Assert.Contains(Find(steps), fault => fault.Path == "canary.steps");

    [Theory]
    [InlineData("100")]
    [InlineData("1 99 100")]
    [InlineData("10 25 50 100")]
    public void Right_steps_of_a_canary_are_accepted(string steps) => Assert.Empty(Find(steps));

    [Theory]
    [InlineData(CanaryMarkSource.Cookie, "can_ary", "1", true)]
    [InlineData(CanaryMarkSource.Header, "can_ary", "1", false)]
    [InlineData(CanaryMarkSource.Header, "X-Canary", "yes.1_a-b", true)]
    [InlineData(CanaryMarkSource.Header, "x-slipway-slot", "green", false)]
    [InlineData(CanaryMarkSource.Cookie, "c", "", false)]
    [InlineData(CanaryMarkSource.Cookie, "c;d", "1", false)]
    [InlineData(CanaryMarkSource.Cookie, "c", "1\n", false)]
    public void Marks_are_letters_digits_and_little_else(CanaryMarkSource source, string name, string value, bool accepted) =>
        Assert.Equal(accepted, ApplicationValidator.Find(Shop with { Canary = new CanarySettings { Mark = new CanaryMark(source, name, value) } }).Count == 0);

    [Theory]
    [InlineData(StrategyKind.BlueGreen, "")]
    [InlineData(StrategyKind.Recreate, "recreate needs a router that can show a maintenance page; Old proxy 1.0 can't")]
    [InlineData(StrategyKind.Rolling, "rolling needs a router that can share the traffic between two slots; Old proxy 1.0 can't")]
    [InlineData(StrategyKind.Canary, "canary needs a router that can share the traffic between two slots; Old proxy 1.0 can't|canary needs a router that can tell errors and latency of a slot, which the analysis compares; Old proxy 1.0 can't|canary needs a router that can send marked requests to the canary; Old proxy 1.0 can't")]
    public void A_strategy_that_the_router_can_not_carry_is_refused_by_name(StrategyKind strategy, string faults) =>
        Assert.Equal(faults, string.Join('|', Strategies.Faults(strategy, ShopDescription.Replicated, new RouterCapabilities { Name = "Old proxy 1.0" }).Select(fault => fault.Message)));

    [Fact]
    public void A_canary_that_a_person_judges_needs_no_statistics() => Assert.Empty(Strategies.Faults(
        StrategyKind.Canary, Shop with { Canary = new CanarySettings { Manual = true } }, new RouterCapabilities { Name = "Proxy", Weights = true }));

    private static IReadOnlyList<SpecificationFault> Find(string steps) => ApplicationValidator.Find(Shop with
    {
        Canary = new CanarySettings { Steps = [.. steps.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(step => int.Parse(step, System.Globalization.CultureInfo.InvariantCulture))] },
    });
}
