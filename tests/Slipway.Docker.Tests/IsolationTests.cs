using System.Net.Sockets;
using Slipway.Containers;

namespace Slipway.Docker.Tests;

public sealed class IsolationTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    private IContainers Containers => fixture.Engine.Containers;

    [EngineFact]
    public async Task The_root_file_system_is_read_only_and_tmp_is_not()
    {
        var name = await fixture.StartAsync(fixture.Sleeper("readonly"));

        var outside = await Containers.ExecuteAsync(name, ["touch", "/etc/written"], CancellationToken.None);
        Assert.NotEqual(0, outside.ExitCode);
        Assert.Contains("Read-only file system", outside.StandardError, StringComparison.Ordinal);
        Assert.Equal(0, (await Containers.ExecuteAsync(name, ["touch", "/tmp/written"], CancellationToken.None)).ExitCode);
    }

    [EngineFact]
    public async Task Temporary_folders_are_writable_for_the_user_of_the_container()
    {
        var name = await fixture.StartAsync(
            fixture.Sleeper("tmpfs") with { User = "1234:1234", TemporaryFolders = ["/tmp", "/run/application"] });

        Assert.Equal(0, (await Containers.ExecuteAsync(name, ["touch", "/run/application/pid"], CancellationToken.None)).ExitCode);
    }

    [EngineFact]
    public async Task No_capability_and_no_new_privilege_is_left()
    {
        var name = await fixture.StartAsync(fixture.Sleeper("powerless"));

        var status = (await Containers.ExecuteAsync(name, ["cat", "/proc/1/status"], CancellationToken.None)).StandardOutput;
        Assert.Contains("CapBnd:\t0000000000000000", status, StringComparison.Ordinal);
        Assert.Contains("NoNewPrivs:\t1", status, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task A_capability_that_was_asked_for_is_the_only_one()
    {
        var name = await fixture.StartAsync(fixture.Sleeper("bind") with { Capabilities = ["NET_BIND_SERVICE"] });

        var status = (await Containers.ExecuteAsync(name, ["cat", "/proc/1/status"], CancellationToken.None)).StandardOutput;
        Assert.Contains("CapBnd:\t0000000000000400", status, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task Environment_user_entry_point_and_command_reach_the_process_unchanged()
    {
        var name = await fixture.StartAsync(fixture.Sleeper("arguments") with
        {
            Entrypoint = ["sh", "-c", "printf '%s|%s|%s|%s' \"$WORD\" \"$1\" \"$2\" \"$(id -u)\"", "sh"],
            Command = ["two words", "$HOME; `id`"],
            Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["WORD"] = "a=b \"c\"" },
            User = "1234",
        });
        await fixture.AwaitEndAsync(name);

        await foreach (var line in Containers.ReadLogsAsync(name, 10, CancellationToken.None))
        {
            Assert.Equal("a=b \"c\"|two words|$HOME; `id`|1234", line);
            return;
        }

        Assert.Fail("The container said nothing.");
    }

    [EngineFact]
    public async Task Containers_of_one_network_find_each_other_by_alias_and_have_an_address()
    {
        var network = fixture.Name("net");
        await fixture.Engine.Networks.EnsureAsync(network, fixture.Labels, CancellationToken.None);
        await fixture.Engine.Networks.EnsureAsync(network, fixture.Labels, CancellationToken.None);
        var name = await fixture.StartAsync(fixture.Sleeper("aliased") with { Network = network, NetworkAliases = ["shop-web"] });

        var resolved = await Containers.ExecuteAsync(name, ["getent", "hosts", "shop-web"], CancellationToken.None);
        var found = await Containers.FindAsync(name, CancellationToken.None);

        Assert.NotNull(found!.Address);
        Assert.StartsWith(found.Address, resolved.StandardOutput, StringComparison.Ordinal);
        Assert.Equal(found.Address,
            (await Containers.ListAsync(fixture.Labels, CancellationToken.None))
                .Single(c => string.Equals(c.Name, name, StringComparison.Ordinal)).Address);

        await Containers.RemoveAsync(name, CancellationToken.None);
        await fixture.Engine.Networks.RemoveAsync(network, CancellationToken.None);
        await fixture.Engine.Networks.RemoveAsync(network, CancellationToken.None);
    }

    [EngineFact]
    public async Task A_port_is_published_on_the_address_that_was_asked_for_only()
    {
        var network = fixture.Name("net-ports");
        var port = Ports.Free();
        await fixture.Engine.Networks.EnsureAsync(network, fixture.Labels, CancellationToken.None);
        try
        {
            var name = await fixture.StartAsync(fixture.Sleeper("published") with
            {
                Network = network,
                Ports = [new PublishedPort(port, 8080, "127.0.0.1")],
            });

            using var onLoopback = new TcpClient();
            await onLoopback.ConnectAsync("127.0.0.1", port);
            Assert.True(onLoopback.Connected);

            using var elsewhere = new TcpClient();
            await Assert.ThrowsAsync<SocketException>(() => elsewhere.ConnectAsync("127.0.0.2", port));
            await Containers.RemoveAsync(name, CancellationToken.None);
        }
        finally
        {
            await fixture.Engine.Networks.RemoveAsync(network, CancellationToken.None);
        }
    }

    [EngineFact]
    public async Task A_volume_outlives_its_container_and_can_be_mounted_read_only()
    {
        var volume = fixture.Name("volume");
        await fixture.Engine.Volumes.EnsureAsync(volume, fixture.Labels, CancellationToken.None);
        var writer = await fixture.StartAsync(fixture.Sleeper("writer") with { Mounts = [new VolumeMount(volume, "/data")] });
        await Containers.ExecuteAsync(writer, ["sh", "-c", "echo kept > /data/file"], CancellationToken.None);
        await Containers.RemoveAsync(writer, CancellationToken.None);
        await fixture.Engine.Volumes.EnsureAsync(volume, fixture.Labels, CancellationToken.None);

        var reader = await fixture.StartAsync(
            fixture.Sleeper("reader") with { Mounts = [new VolumeMount(volume, "/data", ReadOnly: true)] });
        Assert.Equal("kept\n", (await Containers.ExecuteAsync(reader, ["cat", "/data/file"], CancellationToken.None)).StandardOutput);
        Assert.NotEqual(0, (await Containers.ExecuteAsync(reader, ["touch", "/data/other"], CancellationToken.None)).ExitCode);
        Assert.Contains(volume, await fixture.Engine.Volumes.ListAsync(fixture.Labels, CancellationToken.None), StringComparer.Ordinal);

        var used = await Assert.ThrowsAnyAsync<SlipwayException>(() => fixture.Engine.Volumes.RemoveAsync(volume, CancellationToken.None));
        Assert.Contains("in use", used.Message, StringComparison.Ordinal);
        await Containers.RemoveAsync(reader, CancellationToken.None);
        await fixture.Engine.Volumes.RemoveAsync(volume, CancellationToken.None);
        await fixture.Engine.Volumes.RemoveAsync(volume, CancellationToken.None);
        Assert.DoesNotContain(volume, await fixture.Engine.Volumes.ListAsync(fixture.Labels, CancellationToken.None),
            StringComparer.Ordinal);
    }

    [EngineFact]
    public async Task More_processes_than_the_limit_are_refused()
    {
        var name = await fixture.StartAsync(fixture.Sleeper("limited") with { ProcessLimit = 8, MemoryBytes = 64 * 1024 * 1024 });

        var result = await Containers.ExecuteAsync(
            name, ["sh", "-c", "for i in 1 2 3 4 5 6 7 8 9 10; do sleep 1 & done"], CancellationToken.None);
        Assert.Contains("fork", result.StandardError, StringComparison.OrdinalIgnoreCase);
    }
}
