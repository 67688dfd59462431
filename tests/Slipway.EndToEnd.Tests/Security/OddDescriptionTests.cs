using System.Security.Cryptography;
using System.Text.Json;
using Slipway.Applications;
using Slipway.Applications.Validation;
using Slipway.Containers;
using Slipway.Docker.Engine;
using Slipway.Docker.Hosting;
using Slipway.EndToEnd.Tests.Target;
using Slipway.Hosts;
using Slipway.Keeper;
using Slipway.Routing;
using Slipway.Steps;

namespace Slipway.EndToEnd.Tests.Security;

/// <summary>
/// Descriptions at the edge of what is accepted, made on the real engine: each container is what was described, to the letter.
/// </summary>
public sealed class OddDescriptionTests
{
    private const int Cases = 40;
    private const int Seed = 20_260_301;

    private static readonly string[] Names = ["a", "web", "x-1", "w0", "a--b", "nul", "con", new string('n', 25)];
    private static readonly string[] Values =
    [
        "", " ", "two words", "line one\nline two\r\n", "tab\t", "'single' \"double\" `back`", "$HOME ${HOME} $(id) %s {{.ID}}", "a=b=c",
        "é ﬃ 😀 \u202e", "\\n \\", "#no comment", "-rf /", "*", "{\"json\": [1]}",
        "\u001b[31mred", new string('x', 60_000),
    ];

    private static readonly string[] Variables = ["A", "_", "_9", "lower_case", "PATH", "LD_PRELOAD", new string('V', 200)];
    private static readonly string[] Images = ["shop", "a/b/c", "a.b__c--d", "0"];

    [EngineFact]
    public async Task Odd_but_valid_descriptions_become_exactly_the_containers_that_they_describe()
    {
        using var engine = DockerEngine.Connect(endpoint: null, TimeProvider.System);
        await new BaseImage(engine, TimeProvider.System, new Silence()).EnsureAsync(CancellationToken.None);
        var random = new Random(Seed);
        var prefix = $"e2e-{RandomNumberGenerator.GetHexString(6, lowercase: true)}";
        for (var index = 0; index < Cases; index++)
        {
            var application = Describe(random, prefix);
            Assert.Equal([], ApplicationValidator.Find(application));
            var names = new ResourceNames(application.Name);
            var image = application.Images.Single().Name;
            var release = new BegunRelease
            {
                Number = random.Next(1, int.MaxValue), Version = Pick(random, Values), Commit = Pick(random, Values), By = "test",
                Images = ImageDigestDictionary.Of(
                    new Dictionary<string, string>(StringComparer.Ordinal) { [image] = "odd@sha256:0" }),
            };
            try
            {
                await engine.Networks.EnsureAsync(names.Network, names.Labels, CancellationToken.None);
                var spec = SlotContainers.Describe(application, application.Services[0], Slot.Green, replica: 1, release) with
                {
                    Image = BaseImage.Name,
                };
                await engine.Containers.CreateAsync(spec, CancellationToken.None);
                ExpectSame(spec, (await DockerClient.InspectAsync("container", spec.Name)).Single(), $"seed {Seed}, case {index}");
            }
            finally
            {
                foreach (var container in await engine.Containers.ListAsync(names.Labels, CancellationToken.None))
                {
                    await engine.Containers.RemoveAsync(container.Name, CancellationToken.None);
                }

                await engine.Networks.RemoveAsync(names.Network, CancellationToken.None);
            }
        }
    }

    private static Application Describe(Random random, string prefix) => new()
    {
        Name = $"{prefix}-{random.Next(1000)}",
        Services =
        [
            new Service
            {
                Name = Pick(random, Names), Port = random.Next(1, 65_536), UserId = random.Next(1, 65_536),
                ProcessLimit = random.Next(1, 65_537), MemoryMegabytes = random.Next(16, 1_048_577),
                Image = new ImageSource { Name = Pick(random, Images), Dockerfile = "Dockerfile" },
                Command = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Pick(random, Values))],
                Environment = Enumerable.Range(0, random.Next(4)).Select(_ => Pick(random, Variables)).Distinct(StringComparer.Ordinal)
                    .ToDictionary(name => name, _ => Pick(random, Values), StringComparer.Ordinal),
                HealthPath = Pick(random, ["/", "//", "/a%20b?c=d&e=~_-.", "/%", "/?"]),
            },
        ],
    };

    private static void ExpectSame(ContainerSpec spec, JsonElement container, string which)
    {
        var configuration = container.GetProperty("Config");
        var host = container.GetProperty("HostConfig");
        var environment = configuration.GetProperty("Env").EnumerateArray().Select(item => item.GetString()!)
            .ToHashSet(StringComparer.Ordinal);
        Assert.All(spec.Environment, pair => Assert.True(environment.Contains($"{pair.Key}={pair.Value}"), $"{which}: {pair}"));
        Assert.Equal(spec.Command, configuration.GetProperty("Cmd").EnumerateArray().Select(item => item.GetString()!));
        Assert.Equal($"/{spec.Name}", container.GetProperty("Name").GetString());
        Assert.Equal(spec.User, configuration.GetProperty("User").GetString());
        Assert.Equal(spec.MemoryBytes, host.GetProperty("Memory").GetInt64());
        Assert.Equal(spec.ProcessLimit, host.GetProperty("PidsLimit").GetInt64());
        Assert.All(spec.Labels, label => Assert.Equal(label.Value, configuration.GetProperty("Labels").GetProperty(label.Key).GetString()));
    }

    private static string Pick(Random random, string[] from) => from[random.Next(from.Length)];
}
