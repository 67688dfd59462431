using FsCheck;
using FsCheck.Fluent;
using Slipway.Applications;
using Slipway.Containers;

namespace Slipway.Tests.Hostile;

/// <summary>Applications of which every text and number may be anything.</summary>
internal static class HostileDescription
{
    private static readonly Gen<Dictionary<string, string>> Environment =
        from pairs in HostileText.Or("KEY", "_key", "PATH").Zip(HostileText.Or("value", "", "two words\nand a line", "a=b \"c\" $HOME"))
            .ListOf()
        select pairs.DistinctBy(pair => pair.Item1, StringComparer.Ordinal).ToDictionary(pair => pair.Item1, pair => pair.Item2,
            StringComparer.Ordinal);

    private static readonly Gen<IReadOnlyList<SecretFile>> Secrets =
        from names in HostileText.Or("password", "site-key", "a_b")
            .ListOf() select (IReadOnlyList<SecretFile>)[.. names.Take(2).Select(name => SecretFile.Generated(name))];

    private static readonly Gen<ImageSource> Image =
        from name in HostileText.Or("shop", "shop/web", "a.b__c--d/e")
        from dockerfile in HostileText.Or("Dockerfile", "samples/Shop/Dockerfile")
        from context in HostileText.Or(".", "artifacts/shop")
        select new ImageSource { Name = name, Dockerfile = dockerfile, Context = context };

    private static readonly Gen<IReadOnlyList<string>> Command =
        from words in HostileText.Or("web", "--flag=$(id)", "two words").ListOf() select (IReadOnlyList<string>)[.. words.Take(3)];

    private static readonly Gen<Service> Service =
        from name in HostileText.Or("web", "api", "w", "a-0", new string('s', 20))
        from image in Image
        from command in Command
        from port in HostileText.Or(8080)
        from health in HostileText.Or("/health/ready", "/", "/a%20b?c=d&e=~_-.")
        from host in HostileText.Or("shop.test", "A.b-c", "x")
        from prefix in HostileText.Or("/", "/api", "/a/b/")
        from environment in Environment
        from secrets in Secrets
        from user in HostileText.Or(10_001)
        from memory in HostileText.Or(64)
        from processes in HostileText.Or(512)
        select new Service
        {
            Name = name, Image = image, Command = command, Port = port, HealthPath = health, Environment = environment, Secrets = secrets,
            Route = new Route { Host = host, PathPrefix = prefix }, UserId = user, MemoryMegabytes = memory, ProcessLimit = processes,
        };

    private static readonly Gen<SharedService> Shared =
        from name in HostileText.Or("database", "cache")
        from repository in HostileText.Or("slipway/postgres")
        from data in HostileText.Or("/var/lib/data")
        from folder in HostileText.Or("/tmp", "/run/it")
        from capability in HostileText.Or("NET_BIND_SERVICE", "CHOWN")
        from ready in Command
        from environment in Environment
        from secrets in Secrets
        from user in HostileText.Or(0)
        select new SharedService
        {
            Name = name, Recipe = new ImageRecipe(repository, "FROM base", new Dictionary<string, string>(StringComparer.Ordinal)),
            DataPath = data,
            TemporaryFolders = [folder], Capabilities = [capability], ReadyCommand = ready, Environment = environment, Secrets = secrets,
            UserId = user,
        };

    public static Gen<Application> Any { get; } =
        from name in HostileText.Or("shop", "a", "x-1", new string('n', 30))
        from service in Service
        from shared in Shared
        from worker in HostileText.Or("worker", "w2")
        from workerImage in Image
        from migration in Command
        from address in HostileText.Or("0.0.0.0", "127.0.0.1", "::1")
        from path in HostileText.Or("/", "/version.json")
        from seconds in HostileText.Or(30)
        from retention in HostileText.Or(3)
        select new Application
        {
            Name = name,
            Services = [service],
            Workers = [new Worker { Name = worker, Image = workerImage }],
            SharedServices = [shared],
            Migration = new Migration { Image = service.Image, Command = migration },
            Router = new RouterSettings { Port = 8080, Address = address },
            Verification = new VerificationSettings { Paths = [path] },
            Timeouts = new Timeouts { Drain = TimeSpan.FromSeconds(seconds) },
            Retention = retention,
        };
}
