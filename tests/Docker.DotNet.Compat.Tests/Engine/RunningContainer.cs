namespace Docker.DotNet.Compat.Tests.Engine;

/// <summary>A container of one test's own, gone when the test is.</summary>
public sealed class RunningContainer : IAsyncDisposable
{
    private RunningContainer(DockerClient client, string id)
    {
        Client = client;
        Id = id;
    }

    public DockerClient Client { get; }

    public string Id { get; }

    public static string NewName() => $"ddn-{Guid.NewGuid():N}";

    /// <param name="command">Default: asleep.</param>
    public static async Task<RunningContainer> StartAsync(CancellationToken cancellationToken, params string[] command)
    {
        var client = EngineUnderTest.Client();
        var created = await client.Containers.CreateContainerAsync(
            new()
            {
                Name = NewName(),
                Image = EngineUnderTest.Image,
                Cmd = command.Length > 0 ? command : ["sleep", "infinity"],
                HostConfig = new() { Init = true },
            },
            cancellationToken);
        var container = new RunningContainer(client, created.ID);
        try
        {
            Assert.True(await client.Containers.StartContainerAsync(created.ID, new(), cancellationToken));
            return container;
        }
        catch
        {
            await container.DisposeAsync();
            throw;
        }
    }

    /// <summary>Prepares an exec session with all three streams attached.</summary>
    public async Task<string> PrepareAsync(CancellationToken cancellationToken, params string[] command)
    {
        var created = await Client.Exec.ExecCreateContainerAsync(
            Id, new() { AttachStdin = true, AttachStdout = true, AttachStderr = true, Cmd = command }, cancellationToken);
        return created.ID;
    }

    public async ValueTask DisposeAsync()
    {
        await Client.Containers.RemoveContainerAsync(Id, new() { Force = true, RemoveVolumes = true }, CancellationToken.None);
        Client.Dispose();
    }
}
