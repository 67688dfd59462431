using Slipway.Applications;
using Slipway.Applications.Validation;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Applications;

/// <summary>Thousands of random descriptions: what is accepted is of the grammar, what is not is refused in one way only.</summary>
public sealed class ApplicationFuzzTests
{
    private const int Descriptions = 20_000;

    private static readonly string[] Pieces =
    [
        "a", "z", "web", "A", "9", "0", "-", "_", ".", "/", "//", "..", "\\", " ", "\t", "\n", "\r\n", "\0", "'", "\"", "`", "$(id)", ";",
        "|", "&", "<", ">", "=", ":", "@", "%0a",
        "é", "ﬃ", "😀", "\u202e", "\ud800", "blue", "green", "keeper", "router", "migrate", "--", "-rf", "%s", "{0}", "*", "?", "#", "~",
        new string('a', 39), new string('/', 300),
    ];

    [Fact]
    public void Only_descriptions_of_the_grammar_are_accepted_and_all_others_are_refused_as_faults()
    {
        var random = new Random(Seed.First);
        var accepted = 0;
        for (var index = 0; index < Descriptions; index++)
        {
            var application = Make(random);
            try
            {
                ApplicationValidator.Validate(application);
            }
            catch (SpecificationException error)
            {
                Assert.NotEmpty(error.Faults);
                continue;
            }

            accepted++;
            Assert.True(IsOfTheGrammar(application),
                $"SLIPWAY_SEED={Seed.First}, description {index}: {application.Name} {application.Services[0]}");
        }

        // A generator that makes nothing acceptable would prove nothing about what is accepted.
        Assert.InRange(accepted, Descriptions / 200, Descriptions / 2);
    }

    private static Application Make(Random random)
    {
        // Most fields are good, so that single bad ones are met alone.
        string Text(string good) => random.Next(8) > 0
            ? good
            : string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ => Pieces[random.Next(Pieces.Length)]));
        int Number(int good) => random.Next(8) > 0
            ? good
            : random.Next(4) switch { 0 => random.Next(), 1 => -random.Next(), 2 => random.Next(70_000), _ => 0 };
        return ShopDescription.Web with
        {
            Name = Text("shop"),
            Retention = Number(3),
            Services =
            [
                new Service
                {
                    Name = Text("web"),
                    Image = new ImageSource { Name = Text("shop/web"), Dockerfile = Text("Dockerfile"), Context = Text(".") },
                    Port = Number(8080),
                    UserId = Number(1000),
                    HealthPath = Text("/health/ready"),
                    Route = new Route { Host = random.Next(2) == 0 ? null : Text("shop.test"), PathPrefix = Text("/") },
                    Environment = new Dictionary<string, string>(StringComparer.Ordinal) { [Text("KEY")] = Text("any value") },
                    Secrets = [SecretFile.Generated(Text("password"))],
                },
            ],
        };
    }

    /// <summary>The grammar once more, character by character, without the validator's expressions.</summary>
    private static bool IsOfTheGrammar(Application application)
    {
        var service = application.Services[0];
        return IsName(application.Name, 40, "-") && IsName(service.Name, 40, "-") && IsName(service.Secrets[0].Name, 60, "-_")
            && service.Name is not ("keeper" or "edge" or "router" or "migrate")
            && !service.Name.EndsWith("-blue", StringComparison.Ordinal) && !service.Name.EndsWith("-green", StringComparison.Ordinal)
            && $"{application.Name}-{service.Name}-green".Length <= 63
            && service.Image.Name.Length > 0
            && service.Image.Name.All(character => IsLower(character) || char.IsAsciiDigit(character) || "-_./".Contains(character))
            && char.IsAsciiLetterOrDigit(service.Image.Name[0]) && char.IsAsciiLetterOrDigit(service.Image.Name[^1])
            && !service.Image.Name.Contains("..", StringComparison.Ordinal)
            && service.Port is > 0 and < 65_536 && service.UserId is > 0 and < 65_536 && application.Retention is > 0 and <= 100
            && IsPath(service.HealthPath) && IsPath(service.Route.PathPrefix)
            && (service.Route.Host is not { } host
                || (host.Length is > 0 and < 254
                    && host.All(character => char.IsAsciiLetterOrDigit(character) || ".-".Contains(character))))
            && service.Environment.All(pair => pair.Key.Length > 0 && !char.IsAsciiDigit(pair.Key[0])
                && pair.Key.All(character => char.IsAsciiLetterOrDigit(character) || character == '_')
                && !pair.Value.Contains('\0', StringComparison.Ordinal));
    }

    private static bool IsName(string name, int most, string further) => name.Length > 0 && name.Length <= most && IsLower(name[0])
        && name.All(character => IsLower(character) || char.IsAsciiDigit(character) || further.Contains(character));

    private static bool IsPath(string path) =>
        path.StartsWith('/') && path.All(character => char.IsAsciiLetterOrDigit(character) || "/._~-%?=&".Contains(character));

    private static bool IsLower(char character) => character is >= 'a' and <= 'z';
}
