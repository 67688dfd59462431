using System.Globalization;
using Docker.DotNet.Models;

namespace Slipway.Docker.Tests;

public sealed class LogTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    [EngineFact]
    public async Task A_container_keeps_a_bounded_log_where_the_engine_sets_no_bound()
    {
        var connection = fixture.Engine.Connection;
        var info = await connection.CallAsync("tell", (engine, token) => engine.System.GetSystemInfoAsync(token), CancellationToken.None);
        var spec = fixture.Sleeper("bounded");
        await fixture.Engine.Containers.CreateAsync(spec, CancellationToken.None);

        var log = (await InspectAsync(spec.Name)).HostConfig.LogConfig;

        Assert.Equal(info.LoggingDriver, log.Type);
        if (log.Type == "json-file")
        {
            Assert.Equal(("10m", "3"), (log.Config["max-size"], log.Config["max-file"]));
        }
    }

    [EngineFact]
    public async Task What_a_container_said_first_is_given_up_once_it_has_said_more_than_its_log_holds()
    {
        // 45 MB.
        var name = await fixture.StartAsync(
            fixture.Running("talkative", "seq -f \"line %04.0f $(head -c 9000 /dev/zero | tr '\\0' x)\" 5000"));
        await fixture.AwaitEndAsync(name);

        var lines = new List<string>();
        await foreach (var line in fixture.Engine.Containers.ReadLogsAsync(name, 10_000, CancellationToken.None))
        {
            lines.Add(line);
        }

        var first = int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture);
        Assert.InRange(first, 2, 5000);
        Assert.StartsWith("line 5000 ", lines[^1], StringComparison.Ordinal);
        Assert.Equal(5000 - first + 1, lines.Count);
    }

    private async Task<ContainerInspectResponse> InspectAsync(string name) => await fixture.Engine.Connection.CallAsync(
        "inspect", (engine, token) => engine.Containers.InspectContainerAsync(name, token), CancellationToken.None);
}
