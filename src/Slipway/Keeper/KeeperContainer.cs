using System.Reflection;
using Slipway.Containers;
using Slipway.Hosts;

namespace Slipway.Keeper;

/// <summary>
/// The small container that holds an application's state on its target: asleep, in the application's network, with the state volume.
/// It outlives releases and router restarts; all reading and writing goes through sessions in it.
/// </summary>
internal sealed class KeeperContainer(ResourceNames names, IContainerEngine engine, string baseImage, TimeProvider time)
{
    /// <summary>A lock holder that says nothing for this long has lost the lock. 10 s; a live one says something every 2.5 s.</summary>
    public static TimeSpan LongestSilence { get; } = TimeSpan.FromSeconds(10);

    private const string StateFolder = "/slipway";

    /// <summary>What runs in each session. Its loop never returns, but what stands behind it is compiled before that.</summary>
    internal static string Script { get; } = Read("keeper.pl") + Read("durable.pl");

    /// <summary>Makes network, volume and container if they are missing and starts the container.</summary>
    /// <returns>Takes away what was made; null where there was a keeper.</returns>
    public async Task<Func<CancellationToken, Task>?> EnsureAsync(CancellationToken cancellationToken)
    {
        var found = await engine.Containers.FindAsync(names.Keeper, cancellationToken);
        var (network, volume) = (true, true);
        if (found is not { Status: ContainerStatus.Running })
        {
            network = await engine.Networks.FindLabelsAsync(names.Network, cancellationToken) is not null;
            volume = (await engine.Volumes.ListAsync(names.Labels, cancellationToken)).Contains(names.StateVolume, StringComparer.Ordinal);
            await engine.Networks.EnsureAsync(names.Network, names.Labels, cancellationToken);
            await engine.Volumes.EnsureAsync(names.StateVolume, names.Labels, cancellationToken);
            await engine.Containers.CreateAsync(Describe(), cancellationToken);
            await engine.Containers.StartAsync(names.Keeper, cancellationToken);
        }

        return found is not null ? null : async token =>
        {
            await engine.Containers.RemoveAsync(names.Keeper, token);
            await (volume ? Task.CompletedTask : engine.Volumes.RemoveAsync(names.StateVolume, token));
            await (network ? Task.CompletedTask : engine.Networks.RemoveAsync(names.Network, token));
        };
    }

    /// <summary>
    /// Whether this application was ever set up on this target. A keeper that an engine's crash has left stopped is started: it sleeps, and
    /// without it nobody could tell what is live.
    /// </summary>
    public async Task<bool> ExistsAsync(CancellationToken cancellationToken)
    {
        if (await engine.Containers.FindAsync(names.Keeper, cancellationToken) is not { } keeper)
        {
            return false;
        }

        if (keeper.Status != ContainerStatus.Running)
        {
            await engine.Containers.StartAsync(names.Keeper, cancellationToken);
        }

        return true;
    }

    public async Task<KeeperSession> OpenAsync(CancellationToken cancellationToken) => new(await engine.Containers.OpenSessionAsync(
        names.Keeper, ["perl", "-e", Script, StateFolder, $"{(int)LongestSilence.TotalSeconds}"], cancellationToken), time);

    private ContainerSpec Describe() => new()
    {
        Name = names.Keeper,
        Image = baseImage,
        Command = ["sleep", "infinity"],
        Labels = names.With((ResourceNames.RoleLabel, ResourceNames.KeeperRole)),
        Network = names.Network,
        Mounts = [new VolumeMount(names.StateVolume, StateFolder)],
        Init = true,
        ProcessLimit = 64,
        MemoryBytes = 128 * ContainerSpec.Mebibyte,
    };

    private static string Read(string program)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(program)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
