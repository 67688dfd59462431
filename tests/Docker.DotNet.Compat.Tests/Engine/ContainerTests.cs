using System.Formats.Tar;
using System.Globalization;
using Docker.DotNet.Compat.Tests.Wire;
using Docker.DotNet.Models;

namespace Docker.DotNet.Compat.Tests.Engine;

public sealed class ContainerTests : IDisposable
{
    private readonly CancellationTokenSource timeout = new(TimeSpan.FromMinutes(2));

    private CancellationToken Token => timeout.Token;

    [EngineFact]
    public async Task A_container_runs_to_its_end_and_its_log_keeps_the_streams_apart()
    {
        await using var container = await RunningContainer.StartAsync(Token, "sh", "-c", "echo out; echo err >&2; exit 7");

        var end = await container.Client.Containers.WaitContainerAsync(container.Id, Token);
        using var logs = await container.Client.Containers.GetContainerLogsAsync(
            container.Id, tty: false, new() { ShowStdout = true, ShowStderr = true }, Token);

        Assert.Equal(7, end.StatusCode);
        Assert.Equal(("out\n", "err\n"), await logs.ReadOutputToEndAsync(Token));
    }

    [EngineFact]
    public async Task A_container_is_seen_as_it_was_made()
    {
        var before = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-5);
        await using var container = await RunningContainer.StartAsync(Token);
        var containers = container.Client.Containers;

        await containers.UpdateContainerAsync(
            container.Id, new() { RestartPolicy = new() { Name = RestartPolicyKind.OnFailure, MaximumRetryCount = 3 } }, Token);
        var name = RunningContainer.NewName();
        await containers.RenameContainerAsync(container.Id, new() { NewName = name }, Token);
        var inspected = await containers.InspectContainerAsync(container.Id, Token);
        var listed = Assert.Single(await containers.ListContainersAsync(
            new()
            {
                Filters = new Dictionary<string, IDictionary<string, bool>>(StringComparer.Ordinal)
                {
                    ["id"] = new Dictionary<string, bool>(StringComparer.Ordinal) { [container.Id] = true },
                },
            },
            Token));

        Assert.Equal($"/{name}", inspected.Name);
        Assert.True(inspected.State.Running);
        Assert.Equal(DateTimeKind.Utc, inspected.Created.Kind);
        Assert.InRange(inspected.Created, before, DateTime.MaxValue);
        Assert.Equal(["sleep", "infinity"], inspected.Config.Cmd);
        Assert.Equal(RestartPolicyKind.OnFailure, inspected.HostConfig.RestartPolicy.Name);
        Assert.Equal(3, inspected.HostConfig.RestartPolicy.MaximumRetryCount);
        Assert.True(inspected.NetworkSettings.Networks.ContainsKey("bridge"));
        Assert.Equal([$"/{name}"], listed.Names);
        Assert.InRange(listed.Created, before, DateTime.MaxValue);
    }

    [EngineFact]
    public async Task Starting_and_stopping_twice_changes_nothing_the_second_time()
    {
        await using var container = await RunningContainer.StartAsync(Token);
        var containers = container.Client.Containers;

        Assert.False(await containers.StartContainerAsync(container.Id, new(), Token));
        await containers.RestartContainerAsync(container.Id, new() { WaitBeforeKillSeconds = 1 }, Token);
        await containers.KillContainerAsync(container.Id, new() { Signal = "SIGKILL" }, Token);
        Assert.Equal(137, (await containers.WaitContainerAsync(container.Id, Token)).StatusCode);
        Assert.False(await containers.StopContainerAsync(container.Id, new() { WaitBeforeKillSeconds = 1 }, Token));
    }

    [EngineFact]
    public async Task Files_go_into_a_container_and_come_back()
    {
        await using var container = await RunningContainer.StartAsync(Token);
        var containers = container.Client.Containers;

        await containers.ExtractArchiveToContainerAsync(container.Id, new() { Path = "/srv" }, Archive.Of(("note.txt", "kept")), Token);
        var archive = await containers.GetArchiveFromContainerAsync(container.Id, new() { Path = "/srv/note.txt" }, statOnly: false, Token);
        var stat = await containers.GetArchiveFromContainerAsync(container.Id, new() { Path = "/srv/note.txt" }, statOnly: true, Token);

        await using var reader = new TarReader(archive.Stream);
        var entry = await reader.GetNextEntryAsync(copyData: true, Token);
        using var text = new StreamReader(entry!.DataStream!);
        Assert.Equal("kept", await text.ReadToEndAsync(Token));
        Assert.Equal(("note.txt", 4L), (stat.Stat.Name, stat.Stat.Size));
        await Assert.ThrowsAsync<DockerContainerNotFoundException>(() =>
            containers.ExtractArchiveToContainerAsync(container.Id, new() { Path = "/nowhere" }, Archive.Of(("a", "b")), Token));
    }

    [EngineFact]
    public async Task A_name_that_is_taken_is_a_conflict_and_a_container_that_is_gone_is_not_found()
    {
        await using var container = await RunningContainer.StartAsync(Token);
        var containers = container.Client.Containers;
        var name = (await containers.InspectContainerAsync(container.Id, Token)).Name[1..];

        var conflict = await Assert.ThrowsAsync<DockerApiException>(() =>
            containers.CreateContainerAsync(new() { Name = name, Image = EngineUnderTest.Image, Cmd = ["true"] }, Token));
        Assert.Equal(System.Net.HttpStatusCode.Conflict, conflict.StatusCode);
        await Assert.ThrowsAsync<DockerContainerNotFoundException>(() =>
            containers.InspectContainerAsync(RunningContainer.NewName(), Token));
        await Assert.ThrowsAsync<DockerImageNotFoundException>(() =>
            containers.CreateContainerAsync(new() { Image = RunningContainer.NewName() }, Token));
    }

    [EngineFact]
    public async Task Networks_and_volumes_are_made_used_and_removed()
    {
        await using var container = await RunningContainer.StartAsync(Token);
        var client = container.Client;
        var name = RunningContainer.NewName();
        var network = await client.Networks.CreateNetworkAsync(new() { Name = name, Driver = "bridge" }, Token);
        try
        {
            await client.Networks.ConnectNetworkAsync(
                network.ID, new() { Container = container.Id, EndpointConfig = new() { Aliases = ["web"] } }, Token);
            var joined = await client.Networks.InspectNetworkAsync(network.ID, Token);
            var member = await client.Containers.InspectContainerAsync(container.Id, Token);
            Assert.Equal([container.Id], joined.Containers.Keys);
            Assert.Contains("web", member.NetworkSettings.Networks[name].Aliases, StringComparer.Ordinal);
            await client.Networks.DisconnectNetworkAsync(network.ID, new() { Container = container.Id, Force = true }, Token);
            var networks = await client.Networks.ListNetworksAsync(cancellationToken: Token);
            Assert.Contains(name, networks.Select(listed => listed.Name), StringComparer.Ordinal);
        }
        finally
        {
            await client.Networks.DeleteNetworkAsync(network.ID, CancellationToken.None);
        }

        await Assert.ThrowsAsync<DockerNetworkNotFoundException>(() => client.Networks.InspectNetworkAsync(network.ID, Token));

        var volume = await client.Volumes.CreateAsync(new() { Name = name }, Token);
        Assert.Equal(name, (await client.Volumes.InspectAsync(volume.Name, Token)).Name);
        var volumes = await client.Volumes.ListAsync(Token);
        Assert.Contains(name, volumes.Volumes.Select(listed => listed.Name), StringComparer.Ordinal);
        await client.Volumes.RemoveAsync(name, force: true, Token);
        var gone = await Assert.ThrowsAsync<DockerApiException>(() => client.Volumes.InspectAsync(name, Token));
        Assert.Equal(System.Net.HttpStatusCode.NotFound, gone.StatusCode);
    }

    [EngineFact]
    public async Task The_engine_says_what_it_is_and_what_happens_to_a_container()
    {
        await using var container = await RunningContainer.StartAsync(Token);
        var system = container.Client.System;
        var seen = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watched = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var filters = new Dictionary<string, IDictionary<string, bool>>(StringComparer.Ordinal)
        {
            ["container"] = new Dictionary<string, bool>(StringComparer.Ordinal) { [container.Id] = true },
            ["event"] = new Dictionary<string, bool>(StringComparer.Ordinal) { ["die"] = true },
        };

        // From the container's start on, so that nothing is missed however late the watch begins.
        var started = (await container.Client.Containers.InspectContainerAsync(container.Id, Token)).State.StartedAt;
        var since = DateTimeOffset.Parse(started, CultureInfo.InvariantCulture).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var watching = system.MonitorEventsAsync(
            new() { Since = since, Filters = filters },
            new Immediately<Message>(message => seen.TrySetResult(message.Actor.ID)),
            watched.Token);
        await container.Client.Containers.KillContainerAsync(container.Id, new(), Token);

        Assert.Same(seen.Task, await Task.WhenAny(seen.Task, watching));
        Assert.Equal(container.Id, await seen.Task);
        await watched.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watching);
        Assert.Equal((await system.GetVersionAsync(Token)).Version, (await system.GetSystemInfoAsync(Token)).ServerVersion);
    }

    public void Dispose() => timeout.Dispose();
}
