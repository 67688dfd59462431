using System.Security.Cryptography;
using Docker.DotNet.Models;
using Slipway.Containers;
using Slipway.Docker.Engine;
using Slipway.Docker.Hosting;
using Slipway.Waiting;
using ContainerSpec = Slipway.Containers.ContainerSpec;
using ContainerStatus = Slipway.Containers.ContainerStatus;

namespace Slipway.Docker.Tests;

/// <summary>The real engine with a label of its own: everything that a test class makes carries it and is removed at the end.</summary>
public sealed class EngineFixture : IAsyncLifetime
{
    public const string Image = BaseImage.Name;

    public DockerEngine Engine { get; } = DockerEngine.Connect(null, TimeProvider.System);

    public string Prefix { get; } = $"docker-test-{RandomNumberGenerator.GetHexString(8, lowercase: true)}";

    public IReadOnlyDictionary<string, string> Labels =>
        new Dictionary<string, string>(StringComparer.Ordinal) { ["slipway.test"] = Prefix };

    public string Name(string what) => $"{Prefix}-{what}";

    /// <summary>A container that sleeps, with the defaults of the contract.</summary>
    public ContainerSpec Sleeper(string what) => new()
    {
        Name = Name(what),
        Image = Image,
        Command = ["sleep", "infinity"],
        Labels = Labels,
        Init = true,
        Restart = false,
    };

    public ContainerSpec Running(string what, string script) => Sleeper(what) with { Command = ["sh", "-c", script], Init = false };

    /// <summary>Creates and starts; returns the name.</summary>
    public async Task<string> StartAsync(ContainerSpec spec)
    {
        await Engine.Containers.CreateAsync(spec, CancellationToken.None);
        await Engine.Containers.StartAsync(spec.Name, CancellationToken.None);
        return spec.Name;
    }

    /// <summary>Returns when the container has ended.</summary>
    public Task AwaitEndAsync(string name) => Poller.Quiet(TimeProvider.System).UntilAsync(
        $"{name} to end", TimeSpan.FromMinutes(2), Pacing.Every(TimeSpan.FromMilliseconds(50)),
        async token => await Engine.Containers.FindAsync(name, token) is { Status: ContainerStatus.Exited } ? null : "it runs",
        CancellationToken.None);

    /// <summary>The images that were made from a recipe.</summary>
    /// <param name="reference">What the recipe's image is run by: its tag is the recipe's hash.</param>
    public async Task<IList<ImagesListResponse>> ListImagesAsync(string reference) => await Engine.Connection.CallAsync(
        "list images",
        (engine, token) => engine.Images.ListImagesAsync(
            new ImagesListParameters
            {
                Filters = LabelFilter.From(
                    new Dictionary<string, string>(StringComparer.Ordinal) { ["slipway.recipe"] = reference.Split(':')[1] }),
            },
            token),
        CancellationToken.None);

    public Task InitializeAsync() => Machine.WithoutEngine is null
        ? new BaseImage(Engine, TimeProvider.System, new Progress<string>()).EnsureAsync(CancellationToken.None)
        : Task.CompletedTask;

    public async Task DisposeAsync()
    {
        try
        {
            foreach (var container in await Engine.Containers.ListAsync(Labels, CancellationToken.None))
            {
                await Engine.Containers.RemoveAsync(container.Name, CancellationToken.None);
            }

            foreach (var volume in await Engine.Volumes.ListAsync(Labels, CancellationToken.None))
            {
                await Engine.Volumes.RemoveAsync(volume, CancellationToken.None);
            }

            await Engine.Networks.RemoveAsync(Name("net"), CancellationToken.None);
        }
        catch (EngineUnreachableException)
        {
            // Every test of the class was skipped for the same reason; there is nothing to remove.
        }

        Engine.Dispose();
    }
}
