using System.Text.Json;
using System.Text.Json.Nodes;
using Extensions.Strategies;
using FsCheck;
using FsCheck.Fluent;
using Slipway.Applications;
using Slipway.Applications.Validation;
using Slipway.Keeper;
using Slipway.Routing;
using Slipway.Steps;
using Slipway.Strategies;
using Slipway.Strategies.Canary;
using Slipway.Strategies.Rolling;
using Slipway.Tests.Hostile;
using Slipway.Tests.Plans;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Applications;

/// <summary>What a release remembers of its description, and what stays the installation's.</summary>
public sealed class ReleaseDescriptionTests
{
    private const int Cases = 2_000;

    private static readonly string[] OfTheInstallation = ["Name", "SharedServices", "Router", "Retention"];

    private static readonly CanaryMark Mark = new(CanaryMarkSource.Cookie, "canary", "yes");

    /// <summary>Settings of each way, none of them its defaults; what a null means is not what an absence would.</summary>
    private static readonly StrategySettings[][] Ways =
    [
        [],
        [new RollingSettings { MaxSurge = 7 }],
        [new CanarySettings { Steps = [5, 100], Pause = TimeSpan.FromSeconds(3), Manual = true, Analysis = null, Mark = Mark }],
        [new CanarySettings { Analysis = new AnalysisSettings() }, new RollingSettings { MaxSurge = 2 }],
        [new HalfwaySettings { Pause = TimeSpan.FromSeconds(9) }],
    ];

    private static readonly Gen<Application> Any =
        from application in HostileDescription.Any
        from ways in Gen.Elements(Ways)
        from first in Gen.Elements(true, false)
        from replicas in Gen.Choose(1, 4)
        from path in Gen.Elements("/version.json", null)
        from soak in Gen.Choose(0, 90)
        from looks in Gen.Choose(1, 100)
        from rate in Gen.Choose(0, 1000)
        from retire in Gen.Elements(Enum.GetValues<RetirePolicy>())
        from exclusive in Gen.Elements(true, false)
        from migrates in Gen.Elements(true, false)
        let image = application.Services[0].Image with { Name = "shop" }
        select application with
        {
            Services = [application.Services[0] with { Image = image, Replicas = replicas, WritableRootFileSystem = exclusive }],
            Workers = [application.Workers[0] with { Image = image, Exclusive = exclusive }],
            Migration = migrates ? application.Migration! with { Image = image } : null,
            Verification = application.Verification with
            {
                VersionPath = path, Soak = TimeSpan.FromSeconds(soak), ProbeRate = rate,
                SoakBounds = new SoakBounds { Sustained = looks, MaxErrorRate = looks / 100.0 },
            },
            Strategy = first ? ways.FirstOrDefault() : null,
            Strategies = first ? [.. ways.Skip(1)] : ways,
            Retire = retire,
        };

    [Fact]
    public void Every_valid_description_comes_back_with_the_same_configuration_and_the_same_plans()
    {
        var registry = StrategyRegistry.BuiltIn.With(new HalfwayStrategy());
        var met = 0;
        HostileText.Check(Any.Where(application => ApplicationValidator.Find(application).Count == 0), Cases, application =>
        {
            met++;
            var back = Foreign(application).DescribedBy(Written(application));
            Assert.Equal(ConfigurationHash.Of(application), ConfigurationHash.Of(back));
            Assert.Equal(Plans(registry, application), Plans(registry, back));
            Assert.Equal(CanaryMark.Of(application), CanaryMark.Of(back));
            // Nothing is left out of what a plan does not show: what is written once more is the same.
            Assert.True(JsonElement.DeepEquals(ReleaseDescription.Of(application).Json, ReleaseDescription.Of(back).Json));
        });
        Assert.InRange(met, Cases / Swept.Every, int.MaxValue);
    }

    [Fact]
    public void Every_part_of_an_application_belongs_to_the_release_or_to_the_installation()
    {
        var kept = typeof(DescribedRelease).GetProperties().Select(property => property.Name);
        var settable = typeof(Application).GetProperties().Where(property => property.CanWrite).Select(property => property.Name);
        Assert.Equal(settable.Order(StringComparer.Ordinal), kept.Concat(OfTheInstallation).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_installation_stays_what_it_is()
    {
        var today = ShopDescription.Whole with
        {
            Router = new RouterSettings { Port = 9090, Kind = RouterKind.Caddy, Tls = new TlsSettings(new Secret("certificate")) },
            Retention = 9,
        };
        var back = today.DescribedBy(Written(ShopDescription.Web with { Name = "other", Retention = 2 }));
        Assert.Equal((today.Name, today.Router, today.SharedServices, today.Retention),
            (back.Name, back.Router, back.SharedServices, back.Retention));
        Assert.Equal(["web"], back.Workloads.Select(workload => workload.Name));
    }

    [Fact]
    public void The_value_of_a_secret_is_not_written_wherever_it_stands()
    {
        const string Value = "hunter2";
        var application = ShopDescription.Whole with
        {
            Services = [ShopDescription.Whole.Services[0] with { Secrets = [SecretFile.Given("key", Value)] }],
            Router = new RouterSettings { Tls = new TlsSettings(new Secret(Value)) },
            Strategies = [new SecretiveSettings { Token = new Secret(Value), Within = new SecretiveSettings.Nested(new Secret(Value)) }],
        };
        var text = Written(application).Json.GetRawText();
        Assert.DoesNotContain(Value, text, StringComparison.Ordinal);
        Assert.Contains("\"key\"", text, StringComparison.Ordinal);
        // The installation's own value is delivered.
        var back = application.DescribedBy(Written(application));
        Assert.Equal(new Secret(Value), back.Services[0].Secrets[0].Value);
    }

    [Fact]
    public void What_a_newer_version_has_added_is_kept_and_what_an_older_one_lacked_has_its_default()
    {
        var json = JsonNode.Parse(Written(ShopDescription.Web).Json.GetRawText())!.AsObject();
        json["sidecars"] = new JsonArray("proxy");
        json["services"]![0]!.AsObject()["zone"] = "b";
        json.Remove("timeouts");
        json["services"]![0]!.AsObject().Remove("memoryMegabytes");
        var description = JsonSerializer.Deserialize<ReleaseDescription>(json.ToJsonString())!;
        var back = ShopDescription.Whole.DescribedBy(description);
        Assert.Equal((new Timeouts(), 512), (back.Timeouts, back.Services[0].MemoryMegabytes));
        Assert.Contains("\"zone\"", JsonSerializer.Serialize(description), StringComparison.Ordinal);
    }

    [Fact]
    public void A_description_that_can_not_be_read_is_refused_with_its_mend()
    {
        var broken = JsonSerializer.Deserialize<ReleaseDescription>("""{"services":[{"name":"web"}]}""")!;
        var error = Assert.Throws<SpecificationException>(() => ShopDescription.Web.DescribedBy(broken));
        Assert.Contains("run the command with the version of Slipway that released it", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_of_a_way_that_this_build_does_not_know_are_kept()
    {
        var described = ShopDescription.Web with { Strategy = new HalfwaySettings { Pause = TimeSpan.FromSeconds(9) } };
        // Read and written by a build without it, then read by one that has it.
        var unknowing = ShopDescription.Web.DescribedBy(Written(described));
        var back = ShopDescription.Web.DescribedBy(Written(unknowing));
        Assert.Equal(TimeSpan.FromSeconds(9), back.SettingsOf<HalfwaySettings>().Pause);
        Assert.Equal("halfway", StrategyRegistry.BuiltIn.ForReturn(back, ShopDescription.Web).Name);
    }

    [Fact]
    public void Settings_that_a_record_can_not_hold_are_a_fault_before_anything_is_touched()
    {
        var fault = Assert.Single(ApplicationValidator.Find(ShopDescription.Web with { Strategies = [new UnwritableSettings()] }));
        Assert.Equal("strategies.unwritable", fault.Path);
        Assert.Empty(ApplicationValidator.Find(ShopDescription.Web with { Strategies = [new HalfwaySettings()] }));
    }

    /// <summary>As it comes from a record on a target.</summary>
    private static ReleaseDescription Written(Application application)
    {
        var begun = ShopDescription.Request("1.0").Begin(1, ReleaseDescription.Of(application));
        var record = ReleaseRecord.Of(begun, Slot.Blue, "hash", DateTimeOffset.UnixEpoch);
        var text = JsonSerializer.Serialize(record, JournalJson.Default.ReleaseRecord);
        return JsonSerializer.Deserialize(text, JournalJson.Default.ReleaseRecord)!.Description!;
    }

    /// <summary>The same installation in a checkout of something else.</summary>
    private static Application Foreign(Application application) => ShopDescription.Whole with
    {
        Name = application.Name,
        SharedServices = application.SharedServices,
        Router = application.Router,
        Retention = application.Retention,
    };

    private static string Plans(StrategyRegistry registry, Application application)
    {
        var state = new State(application).Recorded(1, Slot.Blue).Live(Slot.Blue, 1).Observe();
        return Transcript.Of(application, state, registry.Choose(application, asked: null).Plan(application, state, State.Begun(2)));
    }

    private sealed record UnwritableSettings : StrategySettings
    {
        public override string Name => "unwritable";

        public Func<int, bool> Judge { get; init; } = _ => true;
    }

    private sealed record SecretiveSettings : StrategySettings
    {
        public override string Name => "secretive";

        public Secret? Token { get; init; }

        public Nested? Within { get; init; }

        public sealed record Nested(Secret Value);
    }
}
