using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FsCheck;
using FsCheck.Fluent;
using Slipway.Applications;
using Slipway.Hosts;
using Slipway.Routers.Foundation;
using Slipway.Routing;
using Slipway.Strategies.Canary;

namespace Slipway.Routers.Tests.Rendering;

/// <summary>Descriptions at the edge of what is allowed, and some beyond it; and what a release of one tells the router.</summary>
internal static class Descriptions
{
    private static readonly string[] Pieces =
    [
        "", "a", "web", "-", "--", "_", ".", "..", "/", "//", "\\", " ", "\t", "\n", "\r\n", "\0", "'", "\"", "`", "$(id)",
        "${HOME}", ";", "|", "&&",
        "<", "=", ":", "@", "%0a", "%[src]", "{", "}", "*", "?", "#", "~", ",", "é", "\u2028", "\ud800", "-rf", "blue", "]]", "]==]",
        new string('a', 70), new string('/', 300),
    ];

    private static readonly string[] Names = ["web", "a", "z-9", "successor", "public", "only", "a" + new string('-', 38) + "b"];

    private static readonly string[] Hosts =
    [
        "shop.test", "A.B-c.example", "1", "a..b", "xn--e1afmkfd.example", new string('h', 200), new string('h', 253),
    ];

    private static readonly string[] Paths =
    [
        "/", "/api", "/api/", "//", "/a//b", "/..", "/.", "/-", "/--", "/~a/?b=c&d", "/%61", "/%", "/=", "/&",
        "/1/2/3/4/5/6/7/8", "/1/2/3/4/5/6/7/8/9",
        "/" + new string('p', 40), "/" + new string('p', 220), "/" + new string('p', 480), "/" + new string('p', 600),
    ];

    private static readonly string[] MarkNames =
    [
        "X-Canary", "tester", "a", "Cookie", "Host", "1x", "-x", "_t", "x_y", new string('n', 64),
    ];

    private static readonly string[] MarkValues = ["yes", "v1.2", "-f", "-i", "--", "-", ".", "_", "0", new string('v', 128)];
    private static readonly Secret Certificate = SelfSigned();

    /// <summary><c>SLIPWAY_SEED</c>: what chance begins with. Its default is fixed.</summary>
    public static int Seed { get; } = Environment.GetEnvironmentVariable("SLIPWAY_SEED") is { Length: > 0 } value
        ? int.Parse(value, CultureInfo.InvariantCulture)
        : 20_260_301;

    /// <summary>Several services, each mostly of odd values that the description's own rules allow.</summary>
    public static Gen<Application> Any { get; } =
        from count in Gen.Frequency((20, Gen.Choose(1, 5)), (1, Gen.Choose(60, 70)))
        from services in Gen.ArrayOf(Service, count)
        from mark in Gen.Frequency((1, Gen.Constant<CanaryMark?>(null)), (3, Mark))
        from tls in Gen.Frequency(
            (3, Gen.Constant<Secret?>(null)), (3, Gen.Constant<Secret?>(Certificate)), (1, Gen.Constant<Secret?>(new Secret("no PEM"))))
        select new Application
        {
            Name = "shop",
            Services = [.. services.Select((service, index) => index == 0 ? service : Apart(service, index))],
            Strategies = [new CanarySettings { Mark = mark }],
            Router = new RouterSettings { Tls = tls is null ? null : new TlsSettings(tls) },
        };

    /// <summary>As many routes and replicas as every router takes that has no narrower bound of its own.</summary>
    public static Application Largest(int routes, int replicas) => new()
    {
        Name = "shop",
        Services =
        [
            .. Enumerable.Range(0, routes).Select(index => new Service
            {
                Name = string.Create(CultureInfo.InvariantCulture, $"s{index}"),
                Image = Image,
                Port = 65_535,
                Replicas = (replicas / routes) + (index < replicas % routes ? 1 : 0),
                Route = new Route
                {
                    Host = new string('h', 60),
                    PathPrefix = string.Create(CultureInfo.InvariantCulture, $"/{index}/") + new string('p', 120),
                },
            }),
        ],
        Strategies = [new CanarySettings { Mark = new CanaryMark(CanaryMarkSource.Cookie, new string('n', 64), new string('v', 128)) }],
    };

    /// <summary>One small description for each value of a mark that a configuration could take for something else.</summary>
    public static IEnumerable<Application> Marked => MarkValues.Select(value => Largest(1, 1) with
    {
        Strategies = [new CanarySettings { Mark = new CanaryMark(CanaryMarkSource.Header, "X-Canary", value) }],
    });

    /// <summary>What a release of the description tells the router of a slot.</summary>
    /// <param name="application">The description.</param>
    /// <param name="slot">The slot.</param>
    /// <param name="container">A name of every container instead of its own.</param>
    public static SlotAdmission Admission(Application application, Slot slot, string? container = null)
    {
        var names = new ResourceNames(application.Name);
        var routes = application.Services.Select(service => new ServiceRoute(
            service.Name, service.Route.Host, service.Route.PathPrefix, service.Port, service.HealthPath, service.Replicas));
        return new SlotAdmission(
            slot,
            new RoutingTable([.. routes]) { Canary = CanaryMark.Of(application), PreviewToken = new Secret(new string('d', 32)) },
            [
                .. application.Services.SelectMany(service => Enumerable.Range(1, service.Replicas).Select(replica => new ServiceEndpoint(
                    service.Name, replica, container ?? names.Slot(service.Name, slot, replica), "127.0.0.1", service.Port))),
            ]);
    }

    /// <summary>Goes through many descriptions, always the same ones for a seed.</summary>
    public static void Check(int count, Action<Application> holds) => FsCheck.Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay((ulong)Seed, 1).WithQuietOnSuccess(true),
        Prop.ForAll(Any.ToArbitrary(), holds));

    private static ImageSource Image { get; } = new() { Name = "shop", Dockerfile = "Dockerfile" };

    private static Gen<Service> Service =>
        from name in Or(Names)
        from host in Gen.Frequency((1, Gen.Constant<string?>(null)), (2, Or(Hosts).Select(text => (string?)text)))
        from prefix in Or(Paths)
        from health in Or(Paths)
        from port in Gen.Frequency((30, Gen.Elements(1, 80, 8080, 65_535)), (1, Gen.Elements(int.MinValue, 0, 65_536)))
        from replicas in Gen.Frequency((30, Gen.Elements(1, 1, 1, 2, 3, 50)), (1, Gen.Elements(int.MinValue, 0, 51, int.MaxValue)))
        select new Service
        {
            Name = name,
            Image = Image,
            Port = port,
            HealthPath = health,
            Replicas = replicas,
            Route = new Route { Host = host, PathPrefix = prefix },
        };

    private static Gen<CanaryMark?> Mark =>
        from source in Gen.Elements(CanaryMarkSource.Header, CanaryMarkSource.Cookie)
        from name in Or(MarkNames)
        from value in Or(MarkValues)
        select (CanaryMark?)new CanaryMark(source, name, value);

    private static Gen<string> Or(string[] odd) => Gen.Frequency(
        (80, Gen.Elements(odd)), (1, Gen.Elements(Pieces).ListOf().Select(pieces => string.Concat(pieces.Take(4)))));

    /// <summary>Names and routes are one service's each; where they stay as they are, the description's own rules refuse them.</summary>
    private static Service Apart(Service service, int index) => service with
    {
        Name = string.Create(CultureInfo.InvariantCulture, $"{(service.Name.Length > 30 ? service.Name[..30] : service.Name)}{index}"),
        Route = service.Route with
        {
            PathPrefix = string.Create(CultureInfo.InvariantCulture, $"{service.Route.PathPrefix.TrimEnd('/')}{index}"),
        },
    };

    internal static Secret SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=shop.test", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(
            TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        return new Secret($"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
    }
}
