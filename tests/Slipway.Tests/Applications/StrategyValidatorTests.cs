using Slipway.Applications;
using Slipway.Applications.Validation;
using Slipway.Observation;
using Slipway.Plans;
using Slipway.Routing;
using Slipway.Strategies;
using Slipway.Strategies.Canary;
using Slipway.Strategies.Foundation;
using Slipway.Strategies.Rolling;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Applications;

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
            Router = new RouterSettings { Tls = new TlsSettings(new Secret("pem"), 8080) },
            Strategies = [new RollingSettings { MaxSurge = 0 }, new CanarySettings
            {
                Steps = [10, 10, 101],
                Pause = TimeSpan.Zero,
                Mark = new CanaryMark(CanaryMarkSource.Header, "X Canary", "a b"),
                Analysis = new AnalysisSettings
                {
                    MaxErrorRateDifference = 2, MaxLatencyRatio = 0.5, MinimumSamples = 3, Significance = 0.5, Interval = TimeSpan.Zero,
                    MinimumRequests = 0,
                },
            }],
        };

        var error = Assert.Throws<SpecificationException>(() => ApplicationValidator.Validate(faulty));

        Assert.Equal(
            [
                "router.tls.port",
                "services.web.replicas", "rolling.maxSurge", "canary.steps", "canary.steps", "canary.steps", "canary.pause",
                "canary.mark.name", "canary.mark.value",
                "canary.analysis.minimumRequests", "canary.analysis.maxErrorRateDifference", "canary.analysis.maxLatencyRatio",
                "canary.analysis.minimumSamples",
                "canary.analysis.significance", "canary.analysis.interval",
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
        Assert.Equal(accepted,
            ApplicationValidator
                .Find(Shop with { Strategies = [new CanarySettings { Mark = new CanaryMark(source, name, value) }] }).Count == 0);

    [Theory]
    [InlineData("blue-green", "")]
    [InlineData("recreate", "recreate needs a router that can show a maintenance page; Old proxy 1.0 can't")]
    [InlineData("rolling", "rolling needs a router that can share the traffic between two slots; Old proxy 1.0 can't")]
    [InlineData("canary",
        "canary needs a router that can share the traffic between two slots; Old proxy 1.0 can't|canary needs a router that can tell "
            + "errors and latency of a slot, which the analysis compares; Old proxy 1.0 can't|canary needs a router that can send marked "
            + "requests to the canary; Old proxy 1.0 can't")]
    public void A_strategy_that_the_router_can_not_carry_is_refused_by_name(string strategy, string faults) =>
        Assert.Equal(faults,
            string.Join('|', Faults(strategy, ShopDescription.Replicated, new RouterCapabilities { Name = "Old proxy 1.0" })));

    [Fact]
    public void A_canary_that_a_person_judges_needs_no_statistics() => Assert.Empty(Faults(
        "canary", Shop with { Strategies = [new CanarySettings { Manual = true }] },
        new RouterCapabilities { Name = "Proxy", Weights = true }));

    [Fact]
    public void A_way_to_release_is_described_once()
    {
        var twice =
            Shop with { Strategy = new CanarySettings(), Strategies = [new RollingSettings(), new CanarySettings { Manual = true }] };
        Assert.Equal(new SpecificationFault("strategies", "canary stands there 2 times; each way to release is expected once"),
            Assert.Single(ApplicationValidator.Find(twice)));
    }

    private static IReadOnlyList<string> Faults(string strategy, Application application, RouterCapabilities router)
    {
        var chosen = StrategyRegistry.BuiltIn.Find(strategy)!;
        var error = Record.Exception(() => Admission.Check(application, ObservedState.Nothing, chosen, StrategyRegistry.BuiltIn, router));
        return error is SpecificationException { Faults: var faults } ? [.. faults.Select(fault => fault.Message)] : [];
    }

    private static IReadOnlyList<SpecificationFault> Find(string steps) => ApplicationValidator.Find(Shop with
    {
        Strategies =
        [
            new CanarySettings
            {
                Steps =
                [
                    .. steps.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                        .Select(step => int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)),
                ],
            },
        ],
    });
}
