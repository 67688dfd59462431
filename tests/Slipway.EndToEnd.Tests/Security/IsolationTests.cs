using System.Globalization;
using System.Text.Json;
using Slipway.Applications;
using Slipway.Containers;
using Slipway.EndToEnd.Tests.Target;
using Slipway.Hosts;

namespace Slipway.EndToEnd.Tests.Security;

/// <summary>What the containers of a released application may do, by the engine's own account, and who can reach them.</summary>
public sealed class IsolationTests(ShopOnTarget shop) : IClassFixture<ShopOnTarget>
{
    [EngineFact]
    public async Task No_container_of_the_application_may_do_more_than_it_must()
    {
        var image = await shop.Images.BeforeAsync("migrate", "sleep 3", "slow-migration");
        await using var deployer = await ShopOnTarget.StartUntilAsync(shop.Assignment with { Version = "isolated", Image = image },
            "Migrate with");
        var migration = shop.Names.Migration((await shop.ReadJournalAsync())[^1].Release);
        await AwaitAsync(async () => (await DockerClient.RunAsync("ps", "--quiet", "--filter", $"name=^{migration}$")).Count == 1);
        var during = await InspectAllAsync();
        (await deployer.EndAsync()).Expect(ExitCode.Released);
        var after = await InspectAllAsync();

        var roles = during.Concat(after)
            .Select(container => container.GetProperty("Config").GetProperty("Labels").GetProperty(ResourceNames.RoleLabel).GetString()!);
        Assert.Equal(["edge", "keeper", "migration", "router", "service", "shared-service", "worker"],
            roles.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.All(during.Concat(after), container => Assert.Equal([], Excesses(container)));
    }

    [EngineFact]
    public async Task Nothing_listens_for_the_world_but_the_published_port()
    {
        var containers = await InspectAllAsync();
        var host = Sockets.ListListening(Environment.ProcessId);
        Assert.Contains($"tcp 127.0.0.1:{shop.Address.Port}", host);
        Assert.DoesNotContain($"tcp 0.0.0.0:{shop.Address.Port}", host);
        var published = containers.SelectMany(container => container.GetProperty("NetworkSettings").GetProperty("Ports").EnumerateObject())
            .Where(port => port.Value.ValueKind == JsonValueKind.Array)
            .SelectMany(
                port =>
                    port.Value.EnumerateArray().Select(binding => $"{binding.GetProperty("HostIp")}:{binding.GetProperty("HostPort")}"));
        Assert.Equal([$"127.0.0.1:{shop.Address.Port}"], published);

        // The engine's forwarders on the host, by their own arguments: none leads to a container of this application but that of the
        // router.
        var addresses = containers.Select(AddressOf).ToHashSet(StringComparer.Ordinal);
        var forwarders = (await RunningProcess.RunAsync("ps", ["-ww", "-e", "-o", "args"])).Output
            .Where(line => line.Contains("docker-proxy", StringComparison.Ordinal))
            .Where(line => line.Split(' ').Any(addresses.Contains));
        Assert.All(forwarders,
            line => Assert.Contains($"-host-ip 127.0.0.1 -host-port {shop.Address.Port}", line, StringComparison.Ordinal));
    }

    [EngineFact]
    public async Task Inside_the_network_every_container_listens_on_the_port_that_it_is_there_for()
    {
        var listening = (await InspectAllAsync()).ToDictionary(NameOf, container => Sockets.ListListening(PidOf(container)),
            StringComparer.Ordinal);
        foreach (var (name, sockets) in listening)
        {
            string[] expected = name switch
            {
                _ when name == shop.Names.Router || name.Contains("-web-", StringComparison.Ordinal) => ["8080"],
                _ when name == shop.Names.SharedService("database") => ["5432"],
                // Of the two one is published; the one for TLS would be too, had the router a certificate.
                _ when name == shop.Names.Edge => ["8090", "8453"],
                _ => [],
            };
            Assert.True(
                expected.SequenceEqual(sockets.Select(socket => socket.Split(':')[^1]).Distinct(StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal)), $"{name} listens on {string.Join(", ", sockets)}");
        }
    }

    [EngineFact]
    public async Task Registry_on_loopback_is_reached_on_loopback_alone()
    {
        var registry = (await DockerClient.InspectAsync("container", shop.Images.RegistryContainer)).Single();
        var host = Sockets.ListListening(Environment.ProcessId);
        Assert.Contains($"tcp {shop.Images.Registry}", host);
        Assert.Single(host,
            socket => socket.EndsWith(shop.Images.Registry[shop.Images.Registry.IndexOf(':', StringComparison.Ordinal)..],
                StringComparison.Ordinal));
        Assert.Equal(["5000"], Sockets.ListListening(PidOf(registry)).Select(socket => socket.Split(':')[^1]));
        Assert.Equal([], Excesses(registry));
    }

    /// <summary>What a container may and should not, in words.</summary>
    private static List<string> Excesses(JsonElement container)
    {
        var host = container.GetProperty("HostConfig");
        var role = container.GetProperty("Config").GetProperty("Labels").GetProperty(ResourceNames.RoleLabel).GetString();
        var user = container.GetProperty("Config").GetProperty("User").GetString();
        var excesses = new List<string>();
        void Require(bool holds, string excess)
        {
            if (!holds)
            {
                excesses.Add($"{NameOf(container)}: {excess}");
            }
        }

        Require(Texts(host, "SecurityOpt").Contains("no-new-privileges"), "may gain privileges");
        Require(Texts(host, "CapDrop").SequenceEqual(["ALL"]) && !Texts(host, "CapAdd").Any(),
            $"has capabilities {string.Join(' ', Texts(host, "CapAdd"))}");
        Require(host.GetProperty("ReadonlyRootfs").GetBoolean(), "may write to its root file system");
        Require(!host.GetProperty("Privileged").GetBoolean(), "is privileged");
        Require(host.GetProperty("PidsLimit") is { ValueKind: JsonValueKind.Number } pids && pids.GetInt64() is > 0 and <= 512,
            "has no limit of processes");
        Require(host.GetProperty("PidMode").GetString() == "" && host.GetProperty("IpcMode").GetString() is "private" or "none"
            && host.GetProperty("NetworkMode").GetString() != "host", "shares a namespace with the host");
        Require(
            !Texts(host, "Binds").Any()
                && container.GetProperty("Mounts").EnumerateArray().All(mount => mount.GetProperty("Type").GetString() is "volume"),
                "sees files of the host");
        Require(!Texts(host, "Devices").Any(), "has devices");
        // The keeper is the owner of what it keeps; without a capability that is all that its user id means.
        Require(role == "keeper" || (user is { Length: > 0 } && user.Split(':')[0] is not ("0" or "root")), "runs as root");
        Require(host.GetProperty("Memory").GetInt64() is > 0 and <= 512 * ContainerSpec.Mebibyte, "has no limit of memory");
        Require(host.GetProperty("MemorySwap").GetInt64() == host.GetProperty("Memory").GetInt64(), "may swap beyond its limit of memory");
        return excesses;
    }

    private static IEnumerable<string> Texts(JsonElement element, string property) =>
        element.GetProperty(property) is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray().Select(item => item.ToString())
            : [];

    private static string NameOf(JsonElement container) => container.GetProperty("Name").GetString()!.TrimStart('/');

    private static int PidOf(JsonElement container) => container.GetProperty("State").GetProperty("Pid").GetInt32();

    private string AddressOf(JsonElement container) =>
        container.GetProperty("NetworkSettings").GetProperty("Networks").GetProperty(shop.Names.Network).GetProperty("IPAddress")
            .GetString()!;

    private async Task<IReadOnlyList<JsonElement>> InspectAllAsync() => await DockerClient.InspectAsync("container",
        await DockerClient.RunAsync("ps", "--quiet", "--filter",
            string.Create(CultureInfo.InvariantCulture, $"label={ResourceNames.ApplicationLabel}={shop.Name}")));

    private static async Task AwaitAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!await condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, limit.Token);
        }
    }
}
