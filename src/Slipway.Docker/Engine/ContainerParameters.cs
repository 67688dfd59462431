using Docker.DotNet.Models;
using Slipway.Containers;
using ContainerSpec = Slipway.Containers.ContainerSpec;

namespace Slipway.Docker.Engine;

/// <summary>What the engine is told when a container is created.</summary>
internal static class ContainerParameters
{
    /// <param name="spec">What is wanted.</param>
    /// <param name="log">How its log is kept; null leaves that to the engine.</param>
    public static CreateContainerParameters From(ContainerSpec spec, LogConfig? log) => new()
    {
        Name = spec.Name,
        Image = spec.Image,
        Entrypoint = spec.Entrypoint.Count == 0 ? null : [.. spec.Entrypoint],
        Cmd = spec.Command.Count == 0 ? null : [.. spec.Command],
        Env = [.. spec.Environment.Select(variable => $"{variable.Key}={variable.Value}")],
        Labels = spec.Labels.ToDictionary(StringComparer.Ordinal),
        User = spec.User,
        StopTimeout = spec.StopGrace,
        ExposedPorts = spec.Ports.Select(ContainerSide).Distinct(StringComparer.Ordinal)
            .ToDictionary(port => port, _ => default(EmptyStruct), StringComparer.Ordinal),
        NetworkingConfig = spec.Network is null ? null : new NetworkingConfig
        {
            EndpointsConfig = new Dictionary<string, EndpointSettings>(StringComparer.Ordinal)
            {
                [spec.Network] = new() { Aliases = [.. spec.NetworkAliases] },
            },
        },
        HostConfig = new HostConfig
        {
            NetworkMode = spec.Network ?? "none",
            Mounts = [.. spec.Mounts.Select(NamedVolume)],
            Tmpfs = spec.TemporaryFolders.ToDictionary(folder => folder, _ => TemporaryFolderOptions(spec), StringComparer.Ordinal),
            PortBindings = spec.Ports.GroupBy(ContainerSide, StringComparer.Ordinal).ToDictionary(
                group => group.Key,
                IList<PortBinding> (group) => [.. group.Select(HostSide)],
                StringComparer.Ordinal),
            CapDrop = ["ALL"],
            CapAdd = [.. spec.Capabilities],
            SecurityOpt = ["no-new-privileges"],
            ReadonlyRootfs = spec.ReadOnlyRootFileSystem,
            PidsLimit = spec.ProcessLimit,
            Memory = spec.MemoryBytes,

            // Without this the engine grants as much swap again, and a leak slows the whole host down instead of ending its container.
            MemorySwap = spec.MemoryBytes,
            Init = spec.Init,
            LogConfig = log,
            RestartPolicy = new RestartPolicy { Name = spec.Restart ? RestartRule.Running : RestartPolicyKind.No },
        },
    };

    private static string ContainerSide(PublishedPort port) => $"{port.ContainerPort}/tcp";

    private static PortBinding HostSide(PublishedPort port) => new() { HostIP = port.HostAddress, HostPort = $"{port.HostPort}" };

    private static Mount NamedVolume(VolumeMount mount) =>
        new() { Type = "volume", Source = mount.Volume, Target = mount.Path, ReadOnly = mount.ReadOnly };

    /// <summary>
    /// Whoever the container runs as may write there. The mode alone does not do it: the runtime gives the mount the mode of the image's
    /// own folder, where there is one, so the owner is named too.
    /// </summary>
    private static string TemporaryFolderOptions(ContainerSpec spec)
    {
        string[] options =
        [
            "mode=1777",
            .. spec.User?.Split(':') switch
            {
                [var uid] when int.TryParse(uid, out _) => [$"uid={uid}"],
                [var uid, var gid] when int.TryParse(uid, out _) && int.TryParse(gid, out _) => [$"uid={uid}", $"gid={gid}"],
                _ => Array.Empty<string>(),
            },
            .. spec.TemporaryBytes is { } bytes ? [$"size={bytes}"] : Array.Empty<string>(),
            // Without a word of it the engine forbids it.
            .. spec.TemporaryExecutable ? ["exec"] : Array.Empty<string>(),
        ];
        return string.Join(',', options);
    }
}
