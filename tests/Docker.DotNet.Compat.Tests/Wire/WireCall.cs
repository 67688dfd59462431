using Docker.DotNet.Models;

namespace Docker.DotNet.Compat.Tests.Wire;

/// <summary>The calls behind the observations: the same parameters, and the answer that the official client was given.</summary>
/// <param name="Response">What the engine answers.</param>
/// <param name="Run">Makes the call; writes what it returned or reported, in the words of the observations.</param>
public sealed record WireCall(string Response, Func<DockerClient, Action<string>, CancellationToken, Task> Run)
{
    private const string Failing = "{\"status\":\"Pulling\"}\r\n{\"errorDetail\":{\"message\":\"denied\"},\"error\":\"denied\"}\r\n";

    private static readonly Dictionary<string, IDictionary<string, bool>> Filters = new(StringComparer.Ordinal)
    {
        ["label"] = new Dictionary<string, bool>(StringComparer.Ordinal) { ["a=b"] = true, ["c"] = false },
    };

    private static readonly string Done = EngineStandIn.Response("204 No Content");
    private static readonly string Empty = Ok("{}");
    private static readonly string NotFound = EngineStandIn.Response("404 Not Found", "{\"message\":\"No such container: nope\"}");

    /// <summary>By the observation's name.</summary>
    public static IReadOnlyDictionary<string, WireCall> All { get; } = new Dictionary<string, WireCall>(StringComparer.Ordinal)
    {
        ["ping"] = new(Ok("OK"), (client, _, ct) => client.System.PingAsync(ct)),
        ["versioned ping"] = new(Ok("OK"), (client, _, ct) => client.System.PingAsync(ct)),
        ["list"] = new(Ok("[]"), (client, _, ct) =>
            client.Containers.ListContainersAsync(new() { All = true, Limit = 5, Filters = Filters }, ct)),
        ["list no params"] = new(Ok("[]"), (client, _, ct) => client.Containers.ListContainersAsync(new(), ct)),
        ["create"] = new(EngineStandIn.Response("201 Created", "{\"Id\":\"x\"}"), (client, _, ct) =>
            client.Containers.CreateContainerAsync(Create, ct)),
        ["409"] = new(EngineStandIn.Response("409 Conflict", "{\"message\":\"Conflict\"}"), (client, _, ct) =>
            client.Containers.CreateContainerAsync(new() { Name = "n", Image = "i" }, ct)),
        ["start 204"] = new(Done, async (client, write, ct) =>
            write($"-> {await client.Containers.StartContainerAsync("abc", new(), ct)}")),
        ["start 304"] = new("HTTP/1.1 304 Not Modified\r\n\r\n", async (client, write, ct) =>
            write($"-> {await client.Containers.StartContainerAsync("abc", new(), ct)}")),
        ["stop"] = new(Done, (client, _, ct) => client.Containers.StopContainerAsync("abc", new() { WaitBeforeKillSeconds = 7 }, ct)),
        ["remove"] = new(Done, (client, _, ct) =>
            client.Containers.RemoveContainerAsync("abc", new() { Force = true, RemoveVolumes = true }, ct)),
        ["rename"] = new(Done, (client, _, ct) => client.Containers.RenameContainerAsync("abc", new() { NewName = "z" }, ct)),
        ["inspect 404"] = new(NotFound, (client, _, ct) => client.Containers.InspectContainerAsync("nope", ct)),
        ["image inspect 404"] = new(NotFound, (client, _, ct) => client.Images.InspectImageAsync("nope", ct)),
        ["network inspect 404"] = new(NotFound, (client, _, ct) => client.Networks.InspectNetworkAsync("nope", ct)),
        ["volume inspect 404"] = new(NotFound, (client, _, ct) => client.Volumes.InspectAsync("nope", ct)),
        ["exec create 404"] = new(NotFound, (client, _, ct) => client.Exec.ExecCreateContainerAsync("nope", new() { Cmd = ["x"] }, ct)),
        ["500"] = new(EngineStandIn.Response("500 Internal Server Error", "{\"message\":\"boom\"}"), (client, _, ct) =>
            client.System.GetVersionAsync(ct)),
        ["pull with error in stream"] = new(Ok(Failing), (client, write, ct) => WithMessages(write, reports =>
            client.Images.CreateImageAsync(
                new() { FromImage = "r", Tag = "t" },
                new AuthConfig { Username = "u", Password = "p?>", ServerAddress = "s" },
                reports,
                ct))),
        ["push with error in stream"] = new(Ok(Failing), (client, write, ct) => WithMessages(write, reports =>
            client.Images.PushImageAsync("localhost:5000/r", new() { Tag = "t" }, null!, reports, ct))),
        ["push 404"] = new(
            EngineStandIn.Response("404 Not Found", "{\"message\":\"An image does not exist locally\"}"),
            (client, write, ct) => WithMessages(write, reports =>
                client.Images.PushImageAsync("r", new() { Tag = "t" }, new(), reports, ct))),
        ["build"] = new(Ok(""), (client, write, ct) => WithMessages(write, reports => client.Images.BuildImageFromDockerfileAsync(
            new()
            {
                Tags = ["a:1", "b:2"],
                NoCache = true,
                Remove = true,
                BuildArgs = Map("A", "b"),
                Labels = Map("l", "v"),
            },
            new MemoryStream("AB"u8.ToArray()),
            [new AuthConfig { Username = "u", ServerAddress = "reg" }],
            Map("X-H", "1"),
            reports,
            ct))),
        ["load"] = new(Ok(""), (client, write, ct) => WithMessages(write, reports =>
            client.Images.LoadImageAsync(new() { Quiet = true }, new MemoryStream("A"u8.ToArray()), reports, ct))),
        ["tag"] = new(Done, (client, _, ct) => client.Images.TagImageAsync("a:b", new() { RepositoryName = "r/x", Tag = "t" }, ct)),
        ["delete image"] = new(Ok("[]"), (client, _, ct) => client.Images.DeleteImageAsync("reg:5000/a:b", new() { Force = true }, ct)),
        ["connect"] = new(Done, (client, _, ct) => client.Networks.ConnectNetworkAsync(
            "n", new() { Container = "c", EndpointConfig = new() { Aliases = ["web"] } }, ct)),
        ["net create"] = new(Empty, (client, _, ct) => client.Networks.CreateNetworkAsync(
            new() { Name = "n", Driver = "bridge", Labels = Map("a", "b") }, ct)),
        ["vol list"] = new(Empty, (client, _, ct) => client.Volumes.ListAsync(new() { Filters = Filters }, ct)),
        ["events"] = new(Ok("{\"Type\":\"container\",\"Action\":\"start\"}\n"), async (client, write, ct) =>
        {
            var reports = new Reports<Message>();
            await client.System.MonitorEventsAsync(new() { Since = "1", Filters = Filters }, reports, ct);
            foreach (var message in reports.Values)
                write($"ev {message.Action}");
        }),
        ["logs params"] = new(Ok(""), async (client, _, ct) =>
        {
            using var logs = await client.Containers.GetContainerLogsAsync("abc", tty: false, new() { ShowStdout = true, Tail = "5" }, ct);
            await logs.ReadOutputToEndAsync(ct);
        }),
        ["unknown json field + null"] = new(
            Ok("{\"Id\":\"x\",\"Unheard\":{\"of\":1},\"RestartCount\":null,\"State\":null}"),
            (client, _, ct) => client.Containers.InspectContainerAsync("x", ct)),
    };

    private static CreateContainerParameters Create => new()
    {
        Name = "n",
        Image = "i",
        ExposedPorts = new Dictionary<string, EmptyStruct>(StringComparer.Ordinal) { ["80/tcp"] = default },
        Healthcheck = new() { Interval = TimeSpan.FromSeconds(2) },
        StopTimeout = TimeSpan.FromSeconds(5),
        HostConfig = new()
        {
            PortBindings = new Dictionary<string, IList<PortBinding>>(StringComparer.Ordinal)
            {
                ["80/tcp"] = [new() { HostPort = "8080" }],
            },
            RestartPolicy = new() { Name = RestartPolicyKind.UnlessStopped },
        },
        NetworkingConfig = new()
        {
            EndpointsConfig = new Dictionary<string, EndpointSettings>(StringComparer.Ordinal) { ["n"] = new() { Aliases = ["a"] } },
        },
    };

    private static string Ok(string body) => EngineStandIn.Response("200 OK", body);

    private static Dictionary<string, string> Map(string key, string value) => new(StringComparer.Ordinal) { [key] = value };

    private static async Task WithMessages(Action<string> write, Func<IProgress<JSONMessage>, Task> call)
    {
        var reports = new Reports<JSONMessage>();
        await call(reports);
        foreach (var message in reports.Values)
            write($"msg {message.Status}|{message.ErrorMessage}|{message.Error?.Message}");
    }
}
