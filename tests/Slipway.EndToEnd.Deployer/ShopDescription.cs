using System.Reflection;
using Slipway.Applications;
using Slipway.Containers;
using Slipway.Docker.Engine;
using Slipway.Docker.Hosting;
using Slipway.Plans;
using Slipway.Routers;
using Slipway.Routing;
using Slipway.Strategies.BlueGreen;
using Slipway.Strategies.Canary;
using Slipway.Strategies.Recreate;
using Slipway.Strategies.Rolling;

namespace Slipway.EndToEnd.Deployer;

/// <summary>The shop as the build describes it, under a name and a port of its own.</summary>
public static class ShopDescription
{
    private static readonly ImageSource Image = new() { Name = "shop", Dockerfile = "samples/Shop/Dockerfile" };

    /// <summary>What the second service answers, if there is one: the requests that a careless switch breaks first.</summary>
    public const string ApiPath = "/slow";

    /// <summary>Who bears it is answered by a canary, whatever its share.</summary>
    public static readonly CanaryMark CanaryMark = new(CanaryMarkSource.Header, "X-Taste", "new");

    private const string PasswordName = "shop-db-password";

    private static readonly Dictionary<string, string> Database = new(StringComparer.Ordinal)
    {
        ["SHOP_DB_HOST"] = "database",
        ["SHOP_DB_PASSWORD_FILE"] = SecretFile.Generated(PasswordName).Path,
    };

    /// <summary>The repository's folder.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(
        typeof(ShopDescription).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(pair => pair.Key == "ProjectDirectory").Value!, "../.."));

    /// <summary>What is released.</summary>
    public static Application Describe(Assignment assignment)
    {
        var given = GivenSecrets.Read(assignment);
        var password = given is null ? SecretFile.Generated(PasswordName) : SecretFile.Given(PasswordName, given.Password);
        SecretFile[] all = given is null ? [password] : [password, SecretFile.Given(GivenSecrets.KeyName, given.Key)];
        return Describe(assignment, password, all);
    }

    private static IReadOnlyList<Service> Services(Assignment assignment, IReadOnlyList<SecretFile> secrets)
    {
        var web = new Service
        {
            Name = "web", Image = Image, Command = ["web"], Port = 8080, HealthPath = "/health/ready",
            Environment = assignment.Mode is { } mode
                ? new Dictionary<string, string>(Database, StringComparer.Ordinal) { ["MODE"] = mode }
                : Database,
            Secrets = secrets, MemoryMegabytes = 512, Replicas = assignment.Replicas,
        };
        return assignment.Api ? [web, web with { Name = "api", Replicas = 1, Route = new Route { PathPrefix = ApiPath } }] : [web];
    }

    private static Application Describe(Assignment assignment, SecretFile password, IReadOnlyList<SecretFile> all) => new()
    {
        Name = assignment.Application,
        Services = Services(assignment, all),
        Workers = !assignment.Worker ? [] :
        [
            new Worker
            {
                Name = "worker", Image = Image, Command = ["worker"], Environment = Database, Secrets = [password], MemoryMegabytes = 256,
            },
        ],
        SharedServices =
        [
            new SharedService
            {
                Name = "database", Recipe = ImageRecipe.FromFolder("slipway/postgres", Path.Combine(Root, "samples", "Shop", "Database")),
                DataPath = "/var/lib/postgresql/data", TemporaryFolders = ["/tmp", "/run/postgresql"], UserId = 10001, Secrets = [password],
                ReadyCommand = ["pg_isready", "--quiet", "--host=127.0.0.1", "--username=shop", "--dbname=shop"],
            },
        ],
        Migration = new Migration { Image = Image, Command = ["migrate"], Environment = Database, Secrets = [password] },
        Router = new RouterSettings
        {
            Kind = assignment.Router, Port = assignment.Port, Address = assignment.Address, Tls = Tls(assignment),
        },
        // Four shops at a time, and whatever else a check runs, share two processors.
        Verification = new VerificationSettings
        {
            Soak = TimeSpan.FromSeconds(assignment.SoakSeconds),
            WorkersSteadyFor = TimeSpan.FromSeconds(assignment.WorkersSteadySeconds),
            Patience = TimeSpan.FromSeconds(assignment.PatienceSeconds), ProbeRate = 10, ProbePath = assignment.ProbePath,
        },
        Strategy = Ways(assignment).First(way => way.Name == assignment.Strategy),
        Strategies = [.. Ways(assignment).Where(way => way.Name != assignment.Strategy)],
        Retire = assignment.Retire,
        Timeouts = new Timeouts
        {
            Health = TimeSpan.FromSeconds(assignment.HealthSeconds),
            HealthInterval = TimeSpan.FromMilliseconds(250),
            Drain = TimeSpan.FromSeconds(assignment.DrainSeconds),
        },
    };

    private static TlsSettings? Tls(Assignment assignment) => assignment.TlsPort is { } port
        ? new TlsSettings(Secret.IfAny(assignment.CertificateFile is { } file ? File.ReadAllText(file) : null), port)
        : null;

    private static StrategySettings[] Ways(Assignment assignment) =>
    [
        new BlueGreenSettings(), new RecreateSettings(), new RollingSettings(),
        new CanarySettings
        {
            Manual = assignment.ManualCanary, Mark = CanaryMark, Steps = [20, 50, 100], Pause = TimeSpan.FromSeconds(1),
            // Slow requests are part of the tests' load, and chance gives one slot more of them than the other in so short a time.
            // Only clients' requests count, and the tests' load is 20 a second.
            Analysis = new AnalysisSettings
            {
                LatencyTolerance = TimeSpan.FromMilliseconds(250), MinimumRequests = 5,
                Patience = TimeSpan.FromSeconds(assignment.CanaryPatienceSeconds),
            },
        },
    ];

    /// <summary>What is deployed.</summary>
    public static ReleaseRequest Request(Assignment assignment, string by) => new()
    {
        Version = assignment.Version,
        Commit = "none",
        Images = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [Image.Name] = assignment.Image
                ?? throw new UsageException(new SpecificationFault("image", "a reference by digest is expected")),
        },
        By = by,
    };

    /// <summary>Where it is released to: the real engine with the real router before it.</summary>
    /// <param name="seenAt">Where clients reach it; null: at the router.</param>
    /// <param name="engine">The engine that the router is run by.</param>
    /// <param name="journaling">
    /// The engine that everything else goes through; <paramref name="engine"/> itself or a decorator of it.
    /// </param>
    public static ReleaseTarget Target(
        Application application, DockerEngine engine, IContainerEngine journaling, TimeProvider time, IProgress<string> progress,
        Uri? seenAt = null) => new(
        journaling,
        RouterFactory.Create(application.Name, application.Router, engine, time, progress),
        seenAt ?? new UriBuilder("http", application.Router.Address, application.Router.Port).Uri,
        BaseImage.Name);
}
