using Slipway.Applications;
using Slipway.Applications.Validation;
using Slipway.Containers;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Applications;

/// <summary>Every fault of a description is found before anything is touched, with its path.</summary>
public sealed class ApplicationValidatorTests
{
    private static readonly Application Good = ShopDescription.Whole;

    /// <summary>A description with one fault, the path it is reported at, and a part of what is said.</summary>
    private static readonly Dictionary<string, (Application Application, string Path, string Message)> Faults = new(StringComparer.Ordinal)
    {
        ["name in capitals"] = (Good with { Name = "Shop" }, "name", "not \"Shop\""),
        ["empty name"] = (Good with { Name = "" }, "name", "not \"\""),
        ["name too long"] = (Good with { Name = new string('a', 41) }, "name", "at most 40"),
        ["name with a line feed"] = (Good with { Name = "shop\n" }, "name", "a name of lower-case letters"),
        ["no service"] = (Good with { Services = [], Workers = [] }, "services", "at least one service"),
        ["bad service name"] = (Web(web => web with { Name = "we b" }), "services.we b", "not \"we b\""),
        ["service without a name"] = (Web(web => web with { Name = "" }), "services[0]", "not \"\""),
        ["worker without a name"] = (Good with { Workers = [new Worker { Name = " ", Image = ShopDescription.Image }] }, "workers[0]",
            "not \" \""),
        ["shared service without a name"] = (Good with { SharedServices = [Good.SharedServices[0] with { Name = "" }] },
            "sharedServices[0]", "not \"\""),
        ["port of a service without a name"] = (Good with { Services = [Good.Services[0], Good.Services[1] with { Name = "", Port = 0 }] },
            "services[1].port", "not 0"),
        ["replicas of a service without a name"] = (Web(web => web with { Name = "", Replicas = 0 }), "services[0].replicas", "not 0"),
        ["one route of a service without a name"] = (Good with
        {
            Services = [Good.Services[0], Good.Services[1] with { Name = "", Route = Good.Services[0].Route }],
        }, "services[1].route", "web and services[1] at once"),
        ["image without a name"] = (Web(web => web with { Image = web.Image with { Name = "" } }), "services.web.image.name",
            "would refuse"),
        ["secret without a name"] = (Web(web => web with { Secrets = [SecretFile.Given("", "a"), SecretFile.Generated("")] }),
            "services.web.secrets[1]", "a secret's name"),
        ["variable without a name"] = (Web(web => web with { Environment = Environment("", "1") }), "services.web.environment[0]",
            "letters, digits and underscores"),
        ["name used twice"] = (Good with { Workers = [new Worker { Name = "web", Image = ShopDescription.Image }] }, "workers.web",
            "used 2 times"),
        ["a name that shared service and service have"] = (Good with { SharedServices = [Good.SharedServices[0] with { Name = "web" }] },
            "sharedServices.web", "used 2 times"),
        ["name of the router"] = (Good with { SharedServices = [Good.SharedServices[0] with { Name = "router" }] }, "sharedServices.router",
            "gives itself"),
        ["name of a slot's container"] = (Good with { SharedServices = [Good.SharedServices[0] with { Name = "web-blue" }] },
            "sharedServices.web-blue", "gives itself"),
        ["name of a migration's container"] = (Good with { SharedServices = [Good.SharedServices[0] with { Name = "migrate-3" }] },
            "sharedServices.migrate-3", "gives itself"),
        ["host name too long"] = (Web(web => web with { Name = new string('w', 40) }) with { Name = new string('a', 40) },
            $"services.{new string('w', 40)}", "at most 63 characters"),
        ["port 0"] = (Web(web => web with { Port = 0 }), "services.web.port", "1 to 65535 is expected, not 0"),
        ["port 65536"] = (Web(web => web with { Port = 65_536 }), "services.web.port", "not 65536"),
        ["negative port"] = (Web(web => web with { Port = -80 }), "services.web.port", "not -80"),
        ["health path without a slash"] = (Web(web => web with { HealthPath = "health" }), "services.web.healthPath",
            "starts with a slash"),
        ["health path with a line break"] = (Web(web => web with { HealthPath = "/health\r\nHost: x" }), "services.web.healthPath",
            "of letters, digits"),
        ["route without a slash"] = (Web(web => web with { Route = new Route { PathPrefix = "api" } }), "services.web.route.pathPrefix",
            "starts with a slash"),
        ["route's host"] = (Web(web => web with { Route = new Route { Host = "-shop" } }), "services.web.route.host", "a host name"),
        ["one route twice, but for a slash and capitals"] = (Good with
        {
            Services =
            [
                Good.Services[0] with { Route = new Route { Host = "shop.example", PathPrefix = "/a/" } },
                Good.Services[1] with { Route = new Route { Host = "Shop.Example", PathPrefix = "/a" } },
            ],
        }, "services.api.route", "shop.example/a is the route of web and api at once"),
        ["version path of another service"] = (Good with
        {
            Services = [Good.Services[0], Good.Services[1] with { VersionPath = "/api-version" }],
        }, "services.api.versionPath", "/api-version goes to web"),
        ["version path of no service"] = (Good with
        {
            Services = [Good.Services[1] with { VersionPath = "/version" }],
        }, "services.api.versionPath", "/version goes to no service"),
        ["no time for a health answer"] = (Good with { Timeouts = new Timeouts { HealthAnswer = TimeSpan.FromMilliseconds(99) } },
            "timeouts.healthAnswer", "is expected, not 00:00:00.0990000"),
        ["long time for a health answer"] = (Good with { Timeouts = new Timeouts { HealthAnswer = TimeSpan.FromSeconds(11) } },
            "timeouts.healthAnswer", "is expected, not 00:00:11"),
        ["no way to look"] = (Good with { Verification = Good.Verification with { FromOutside = (OutsideLook)7 } },
            "verification.fromOutside", "Required, WhenReachable, Off is expected, not 7"),
        ["one route twice"] = (Web(web => web with { Route = new Route { PathPrefix = "/api" } }), "services.api.route",
            "web and api at once"),
        ["image name in capitals"] = (Web(web => web with { Image = web.Image with { Name = "Shop" } }), "services.web.image.name",
            "would refuse"),
        ["image name with a tag"] = (Web(web => web with { Image = web.Image with { Name = "shop:1" } }), "services.web.image.name",
            "would refuse"),
        ["image without Dockerfile"] = (Web(web => web with { Image = new ImageSource { Name = "other", Dockerfile = "" } }),
            "services.web.image.dockerfile", "a path is expected"),
        ["image without context"] = (Web(web => web with { Image = new ImageSource { Name = "other", Dockerfile = "D", Context = "" } }),
            "services.web.image.context", "a path is expected"),
        ["one image described twice"] = (Web(web => web with { Image = web.Image with { Context = "src" } }), "images.shop",
            "described differently by"),
        ["variable with a dash"] = (Web(web => web with { Environment = Environment("A-B", "1") }), "services.web.environment.A-B",
            "letters, digits and underscores"),
        ["variable with a null character"] = (Web(web => web with { Environment = Environment("AB", "1\0") }),
            "services.web.environment.AB", "null character"),
        ["secret's name"] = (Web(web => web with { Secrets = [SecretFile.Generated("../key")] }), "services.web.secrets.../key",
            "a secret's name"),
        ["secret twice"] = (Web(web => web with { Secrets = [SecretFile.Generated("key"), SecretFile.Generated("key")] }),
            "services.web.secrets.key", "more than once"),
        ["secret of two kinds"] = (Web(web => web with { Secrets = [SecretFile.Given("database-password", "a")] }),
            "secrets.database-password", "in two ways"),
        ["secret of two values"] = (Web(web => web with { Secrets = [SecretFile.Given("key", "a")] }) with
        {
            Workers = [new Worker { Name = "mailer", Image = ShopDescription.Image, Secrets = [SecretFile.Given("key", "b")] }],
        }, "secrets.key", "in two ways"),
        ["memory"] = (Web(web => web with { MemoryMegabytes = 8 }), "services.web.memoryMegabytes", "16 to 1048576"),
        ["processes"] = (Web(web => web with { ProcessLimit = 0 }), "services.web.processLimit", "1 to 65536"),
        ["root"] = (Web(web => web with { UserId = 0 }), "services.web.userId", "1 to 65535"),
        ["worker's name"] = (Good with { Workers = [new Worker { Name = "_", Image = ShopDescription.Image }] }, "workers._", "not \"_\""),
        ["shared service's image"] = (Good with { SharedServices = [Good.SharedServices[0] with { Recipe = new ImageRecipe("Postgres", "",
            Environment("a", "b")) }] }, "sharedServices.database.recipe.repository", "would refuse"),
        ["shared service's data path"] = (Good with { SharedServices = [Good.SharedServices[0] with { DataPath = "data" }] },
            "sharedServices.database.dataPath", "an absolute path"),
        ["shared service's memory"] = (Good with { SharedServices = [Good.SharedServices[0] with { MemoryMegabytes = 15 }] },
            "sharedServices.database.memoryMegabytes", "16 to 1048576"),
        ["shared service's processes"] = (Good with { SharedServices = [Good.SharedServices[0] with { ProcessLimit = 65_537 }] },
            "sharedServices.database.processLimit", "1 to 65536"),
        ["migration's memory"] = (Good with { Migration = Good.Migration! with { MemoryMegabytes = 1_048_577 } },
            "migration.memoryMegabytes", "16 to 1048576"),
        ["migration's processes"] = (Good with { Migration = Good.Migration! with { ProcessLimit = 0 } }, "migration.processLimit",
            "1 to 65536"),
        ["migration without command"] = (Good with { Migration = Good.Migration! with { Command = [] } }, "migration.command",
            "a command is expected"),
        ["migration as root"] = (Good with { Migration = Good.Migration! with { UserId = 0 } }, "migration.userId", "1 to 65535"),
        ["migration's environment"] = (Good with { Migration = Good.Migration! with { Environment = Environment("1A", "") } },
            "migration.environment.1A", "does not start with a digit"),
        ["router's port"] = (Good with { Router = new RouterSettings { Port = 70_000 } }, "router.port", "not 70000"),
        ["router's address"] = (Good with { Router = new RouterSettings { Address = "localhost" } }, "router.address", "an IP address"),
        ["retention"] = (Good with { Retention = 0 }, "retention", "1 to 100"),
        ["no time for health"] = (Good with { Timeouts = new Timeouts { Health = TimeSpan.Zero } }, "timeouts.health", "more than 0"),
        ["negative interval"] = (Good with { Timeouts = new Timeouts { HealthInterval = TimeSpan.FromSeconds(-1) } },
            "timeouts.healthInterval", "more than 0"),
        ["negative drain"] = (Good with { Timeouts = new Timeouts { Drain = TimeSpan.FromSeconds(-1) } }, "timeouts.drain",
            "not -00:00:01"),
        ["endless migration"] = (Good with { Timeouts = new Timeouts { Migration = TimeSpan.FromDays(2) } }, "timeouts.migration",
            "at most 24 h"),
        ["negative start of a shared service"] = (Good with { Timeouts = new Timeouts { SharedService = TimeSpan.MinValue } },
            "timeouts.sharedService", "more than 0"),
        ["negative stop"] = (Good with { Timeouts = new Timeouts { Stop = TimeSpan.FromTicks(-1) } }, "timeouts.stop", "more than 0"),
        ["endless compensation"] = (Good with { Timeouts = new Timeouts { Compensation = TimeSpan.MaxValue } }, "timeouts.compensation",
            "at most 24 h"),
        ["probe rate"] = (Good with { Verification = new VerificationSettings { ProbeRate = 1001 } }, "verification.probeRate",
            "0 to 1000"),
        ["probe path"] = (Good with { Verification = new VerificationSettings { ProbePath = "x" } }, "verification.probePath",
            "starts with a slash"),
        ["version path"] = (Good with { Verification = new VerificationSettings { VersionPath = "" } }, "verification.versionPath",
            "starts with a slash"),
        ["further path"] = (Good with { Verification = new VerificationSettings { Paths = ["/", "http://x/"] } }, "verification.paths[1]",
            "not \"http://x/\""),
        ["negative soak"] = (Good with { Verification = new VerificationSettings { Soak = TimeSpan.FromSeconds(-1) } }, "verification.soak",
            "0 to 24 h"),
        ["workers' time"] = (Good with { Verification = new VerificationSettings { WorkersSteadyFor = TimeSpan.FromDays(1) } },
            "verification.workersSteadyFor", "00:00:00 to 01:00:00"),
        ["lost requests"] = (Good with { Verification = new VerificationSettings { MaxLost = -1 } }, "verification.maxLost",
            "0 to 1000000"),
        ["clients' lost requests"] = (Good with { Verification = new VerificationSettings { MaxLostReal = -1 } },
            "verification.maxLostReal", "0 to 1000000"),
        ["warm-up's path"] = (Warming(new WarmUpSettings { Paths = ["/", "x"] }), "verification.warmUp.paths[1]", "starts with a slash"),
        ["warm-up's requests"] = (Warming(new WarmUpSettings { Requests = 10_001 }), "verification.warmUp.requests", "0 to 10000"),
        ["warm-up's limit"] = (Warming(new WarmUpSettings { Limit = TimeSpan.Zero }), "verification.warmUp.limit", "00:00:00.1"),
        ["soak's interval"] = (Soaking(new SoakBounds { Interval = TimeSpan.Zero }), "verification.soakBounds.interval", "00:00:00.1"),
        ["soak's looks"] = (Soaking(new SoakBounds { Sustained = 0 }), "verification.soakBounds.sustained", "1 to 100"),
        ["soak's requests"] = (Soaking(new SoakBounds { MinimumRequests = 0 }), "verification.soakBounds.minimumRequests", "1 to 1000000"),
        ["soak's errors"] = (Soaking(new SoakBounds { MaxErrorRate = 5 }), "verification.soakBounds.maxErrorRate", "0 to 1"),
        ["soak's latency"] = (Soaking(new SoakBounds { MaxLatencyRatio = 0 }), "verification.soakBounds.maxLatencyRatio", "1 to 1000"),
        ["soak's tolerance"] = (Soaking(new SoakBounds { LatencyTolerance = TimeSpan.FromHours(1) }),
            "verification.soakBounds.latencyTolerance", "00:01:00"),
        ["soak's restarts"] = (Soaking(new SoakBounds { MaxRestarts = -1 }), "verification.soakBounds.maxRestarts", "0 to 1000"),
    };

    private static Application Warming(WarmUpSettings warmUp) =>
        Good with { Verification = new VerificationSettings { WarmUp = warmUp } };

    private static Application Soaking(SoakBounds bounds) =>
        Good with { Verification = new VerificationSettings { SoakBounds = bounds } };

    public static TheoryData<string> Cases() => [.. Faults.Keys];

    [Fact]
    public void A_good_description_has_no_fault()
    {
        Assert.Empty(ApplicationValidator.Find(ShopDescription.Web));
        Assert.Empty(ApplicationValidator.Find(ShopDescription.Whole));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_fault_is_reported_at_its_path(string @case)
    {
        var (application, path, message) = Faults[@case];
        var fault = Assert.Single(ApplicationValidator.Find(application), fault => fault.Path == path);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_stand_in_one_message_and_nothing_is_touched()
    {
        var target = new RecordingTarget();
        var faulty = Good with
        {
            Name = "Shop",
            Retention = -3,
            Services = [Good.Services[0] with { Port = 0, HealthPath = "ready" }],
            Timeouts = new Timeouts { Drain = TimeSpan.FromSeconds(-5) },
            Migration = new Migration { Image = ShopDescription.Image, Command = [] },
        };

        var error = Assert.Throws<SpecificationException>(() => new Shell(target, faulty).Engine(new Fate()));

        Assert.Equal(["name", "retention", "services.web.port", "services.web.healthPath", "migration.command", "timeouts.drain"],
            error.Faults.Select(fault => fault.Path));
        Assert.StartsWith("6 faults in what is to be released; nothing was touched.\n  name: ", error.Message, StringComparison.Ordinal);
        Assert.All(error.Faults, fault => Assert.Contains($"\n  {fault.Path}: {fault.Message}", error.Message, StringComparison.Ordinal));
        Assert.Empty(target.Log);
    }

    private static Application Web(Func<Service, Service> change) => Good with { Services = [change(Good.Services[0]), Good.Services[1]] };

    private static Dictionary<string, string> Environment(string name, string value) => new(StringComparer.Ordinal) { [name] = value };
}
