using Slipway.Applications;
using Slipway.Containers;
using Slipway.Keeper;
using Slipway.Plans;
using Slipway.Routing;
using Slipway.Strategies.BlueGreen;
using Slipway.Strategies.Canary;
using Slipway.Strategies.Recreate;
using Slipway.Strategies.Rolling;

namespace Slipway.Tests.Recording;

/// <summary>The applications and requests that the tests release.</summary>
internal static class ShopDescription
{
    public static ImageSource Image { get; } = new() { Name = "shop", Dockerfile = "samples/Shop/Dockerfile" };

    /// <summary>One service, one image, nothing else. The public address is not watched: nothing listens there.</summary>
    public static Application Web { get; } = new()
    {
        Name = "shop",
        Services = [new Service { Name = "web", Image = Image, Port = 8080 }],
        Verification = new VerificationSettings { ProbeRate = 0 },
    };

    /// <summary>Two services, two workers of which one must never run twice, a database, a migration, secrets.</summary>
    public static Application Whole { get; } = Web with
    {
        Services =
        [
            new Service { Name = "web", Image = Image, Port = 8080, Secrets = [SecretFile.Generated("database-password")] },
            new Service { Name = "api", Image = Image, Port = 8081, HealthPath = "/api/health", Route = new Route { PathPrefix = "/api" } },
        ],
        Workers =
        [
            new Worker { Name = "biller", Image = Image, Exclusive = true },
            new Worker { Name = "mailer", Image = Image },
        ],
        SharedServices =
        [
            new SharedService
            {
                Name = "database",
                Recipe = new ImageRecipe("slipway/postgres", "FROM base", new Dictionary<string, string>(StringComparer.Ordinal)),
                DataPath = "/var/lib/postgresql",
                ReadyCommand = ["pg_isready"],
                Secrets = [SecretFile.Generated("database-password")],
            },
        ],
        Migration = new Migration { Image = Image, Command = ["migrate"], Secrets = [SecretFile.Generated("database-password")] },
    };

    /// <summary>The same with three and two replicas, and a canary of two steps that everybody may ask for.</summary>
    public static Application Replicated { get; } = Whole with
    {
        Services = [Whole.Services[0] with { Replicas = 3 }, Whole.Services[1] with { Replicas = 2 }],
        Strategies = [new CanarySettings { Steps = [20, 100], Mark = new CanaryMark(CanaryMarkSource.Cookie, "canary", "yes") }],
    };

    /// <summary>The same, released in the way of this name, with the settings that it is described with.</summary>
    public static Application By(this Application application, string strategy)
    {
        StrategySettings[] ways =
        [
            .. application.Strategies, new BlueGreenSettings(), new RecreateSettings(), new RollingSettings(), new CanarySettings(),
        ];
        return application with
        {
            Strategy = ways.First(settings => settings.Name == strategy),
            Strategies = [.. application.Strategies.Where(settings => settings.Name != strategy)],
        };
    }

    /// <summary>The same with this in the settings of a canary changed.</summary>
    public static Application WithCanary(this Application application, Func<CanarySettings, CanarySettings> change) =>
        application with { Strategies = [change(application.SettingsOf<CanarySettings>())] };

    /// <summary>The same once a run has begun it.</summary>
    public static BegunRelease Begun(int number, string version) => Request(version).Begin(number);

    public static ReleaseRequest Request(string version, string behaviour = Behaviour.Good) => new()
    {
        Version = version,
        Commit = $"commit-{version}",
        By = "ann@laptop",
        Images = new Dictionary<string, string>(StringComparer.Ordinal) { ["shop"] = $"shop@sha256:{behaviour}-{version}" },
    };
}
