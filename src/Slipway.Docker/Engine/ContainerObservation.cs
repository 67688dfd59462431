using System.Globalization;
using Docker.DotNet.Models;
using Slipway.Containers;
using ContainerSpec = Slipway.Containers.ContainerSpec;
using ContainerState = Slipway.Containers.ContainerState;
using ContainerStatus = Slipway.Containers.ContainerStatus;

namespace Slipway.Docker.Engine;

/// <summary>How an inspected container reads in the contract's terms.</summary>
internal static class ContainerObservation
{
    public static ContainerState From(ContainerInspectResponse inspected)
    {
        var status = StatusOf(inspected.State.Status);
        return new ContainerState
        {
            Name = inspected.Name.TrimStart('/'),
            Id = inspected.ID,
            Image = inspected.Config.Image,
            Status = status,
            ExitCode = status is ContainerStatus.Exited or ContainerStatus.Restarting ? (int)inspected.State.ExitCode : null,
            Health = inspected.State.Health?.Status is { Length: > 0 } health and not "none" ? health : null,
            Restarts = (int)inspected.RestartCount,
            OutOfMemory = inspected.State.OOMKilled,
            Address = AddressOf(inspected),
            StartedAt = InstantOf(inspected.State.StartedAt),
            Labels = Labels.From(inspected.Config.Labels),
            Ports = PortsOf(inspected),
            From = OriginOf(inspected),
        };
    }

    /// <summary>True while the engine is taking the container away: it still has its name but is as good as gone.</summary>
    public static bool IsBeingRemoved(ContainerInspectResponse inspected) => inspected.State.Status is "removing" or "dead";

    private static ContainerSpec? OriginOf(ContainerInspectResponse inspected) => inspected.HostConfig is not { } host ? null : new()
    {
        Name = inspected.Name.TrimStart('/'),
        Image = inspected.Config.Image,
        Entrypoint = [.. inspected.Config.Entrypoint ?? []],
        Command = [.. inspected.Config.Cmd ?? []],
        Environment = (inspected.Config.Env ?? []).Select(variable => variable.Split('=', 2)).Where(variable => variable.Length == 2)
            .DistinctBy(variable => variable[0], StringComparer.Ordinal)
            .ToDictionary(variable => variable[0], variable => variable[1], StringComparer.Ordinal),
        Labels = Labels.From(inspected.Config.Labels),
        Network = host.NetworkMode,
        Mounts =
        [
            .. (inspected.Mounts ?? []).Where(mount => mount.Type == "volume")
                .Select(mount => new VolumeMount(mount.Name, mount.Destination, !mount.RW)),
        ],
        TemporaryFolders = [.. host.Tmpfs?.Keys ?? []],
        Ports = PortsOf(inspected),
        User = inspected.Config.User is { Length: > 0 } user ? user : null,
        MemoryBytes = host.Memory,
        ProcessLimit = (int)(host.PidsLimit ?? 0),
        ReadOnlyRootFileSystem = host.ReadonlyRootfs,
        Capabilities = [.. host.CapAdd ?? []],
        Restart = host.RestartPolicy?.Name != RestartPolicyKind.No,
        Init = host.Init ?? false,
    };

    private static ContainerStatus StatusOf(string status) => status switch
    {
        "created" => ContainerStatus.Created,
        "running" => ContainerStatus.Running,
        "paused" => ContainerStatus.Paused,
        "restarting" => ContainerStatus.Restarting,
        _ => ContainerStatus.Exited,
    };

    private static string? AddressOf(ContainerInspectResponse inspected) =>
        inspected.HostConfig?.NetworkMode is { } network
        && inspected.NetworkSettings?.Networks is { } networks
        && networks.TryGetValue(network, out var endpoint)
        && endpoint.IPAddress is { Length: > 0 } address
            ? address
            : null;

    /// <summary>Those of TCP. A port that was left to the engine's choice is not one that anybody asked for.</summary>
    private static IReadOnlyList<PublishedPort> PortsOf(ContainerInspectResponse inspected) =>
    [
        .. from binding in inspected.HostConfig?.PortBindings ?? new Dictionary<string, IList<PortBinding>>(StringComparer.Ordinal)
           where binding.Key.EndsWith("/tcp", StringComparison.Ordinal)
           from side in binding.Value ?? []
           where int.TryParse(side.HostPort, NumberStyles.None, CultureInfo.InvariantCulture, out _)
           select new PublishedPort(
               int.Parse(side.HostPort, CultureInfo.InvariantCulture),
               int.Parse(binding.Key.Split('/')[0], CultureInfo.InvariantCulture),
               side.HostIP is { Length: > 0 } address ? address : PublishedPort.AllAddresses),
    ];

    private static DateTimeOffset? InstantOf(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var instant)
        && instant.Year > 1
            ? instant
            : null;
}
