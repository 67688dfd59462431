using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>How a container meets its host: mounts, ports, limits, restarts.</summary>
[DataContract]
public class HostConfig
{
    [DataMember(Name = "Binds", EmitDefaultValue = false)]
    public IList<string> Binds { get; set; }

    [DataMember(Name = "LogConfig", EmitDefaultValue = false)]
    public LogConfig LogConfig { get; set; }

    [DataMember(Name = "NetworkMode", EmitDefaultValue = false)]
    public string NetworkMode { get; set; }

    [DataMember(Name = "PortBindings", EmitDefaultValue = false)]
    public IDictionary<string, IList<PortBinding>> PortBindings { get; set; }

    [DataMember(Name = "RestartPolicy", EmitDefaultValue = false)]
    public RestartPolicy RestartPolicy { get; set; }

    [DataMember(Name = "AutoRemove", EmitDefaultValue = false)]
    public bool AutoRemove { get; set; }

    [DataMember(Name = "VolumesFrom", EmitDefaultValue = false)]
    public IList<string> VolumesFrom { get; set; }

    [DataMember(Name = "CapAdd", EmitDefaultValue = false)]
    public IList<string> CapAdd { get; set; }

    [DataMember(Name = "CapDrop", EmitDefaultValue = false)]
    public IList<string> CapDrop { get; set; }

    [DataMember(Name = "Dns", EmitDefaultValue = false)]
    public IList<string> DNS { get; set; }

    [DataMember(Name = "DnsOptions", EmitDefaultValue = false)]
    public IList<string> DNSOptions { get; set; }

    [DataMember(Name = "DnsSearch", EmitDefaultValue = false)]
    public IList<string> DNSSearch { get; set; }

    [DataMember(Name = "ExtraHosts", EmitDefaultValue = false)]
    public IList<string> ExtraHosts { get; set; }

    [DataMember(Name = "GroupAdd", EmitDefaultValue = false)]
    public IList<string> GroupAdd { get; set; }

    [DataMember(Name = "IpcMode", EmitDefaultValue = false)]
    public string IpcMode { get; set; }

    [DataMember(Name = "Links", EmitDefaultValue = false)]
    public IList<string> Links { get; set; }

    /// <summary>-1000 to 1000.</summary>
    [DataMember(Name = "OomScoreAdj", EmitDefaultValue = false)]
    public long OomScoreAdj { get; set; }

    [DataMember(Name = "PidMode", EmitDefaultValue = false)]
    public string PidMode { get; set; }

    [DataMember(Name = "Privileged", EmitDefaultValue = false)]
    public bool Privileged { get; set; }

    [DataMember(Name = "PublishAllPorts", EmitDefaultValue = false)]
    public bool PublishAllPorts { get; set; }

    [DataMember(Name = "ReadonlyRootfs", EmitDefaultValue = false)]
    public bool ReadonlyRootfs { get; set; }

    [DataMember(Name = "SecurityOpt", EmitDefaultValue = false)]
    public IList<string> SecurityOpt { get; set; }

    [DataMember(Name = "StorageOpt", EmitDefaultValue = false)]
    public IDictionary<string, string> StorageOpt { get; set; }

    [DataMember(Name = "Tmpfs", EmitDefaultValue = false)]
    public IDictionary<string, string> Tmpfs { get; set; }

    [DataMember(Name = "UTSMode", EmitDefaultValue = false)]
    public string UTSMode { get; set; }

    [DataMember(Name = "UsernsMode", EmitDefaultValue = false)]
    public string UsernsMode { get; set; }

    /// <summary>Bytes of /dev/shm. 0 leaves the engine's default, 64 MiB.</summary>
    [DataMember(Name = "ShmSize", EmitDefaultValue = false)]
    public long ShmSize { get; set; }

    [DataMember(Name = "Sysctls", EmitDefaultValue = false)]
    public IDictionary<string, string> Sysctls { get; set; }

    [DataMember(Name = "Runtime", EmitDefaultValue = false)]
    public string Runtime { get; set; }

    /// <summary>Relative weight; the engine's default is 1024.</summary>
    [DataMember(Name = "CpuShares", EmitDefaultValue = false)]
    public long CPUShares { get; set; }

    /// <summary>Bytes. 0 is no limit.</summary>
    [DataMember(Name = "Memory", EmitDefaultValue = false)]
    public long Memory { get; set; }

    /// <summary>Processor time in billionths of one processor: 500000000 is half of one. 0 is no limit.</summary>
    [DataMember(Name = "NanoCpus", EmitDefaultValue = false)]
    public long NanoCPUs { get; set; }

    [DataMember(Name = "CgroupParent", EmitDefaultValue = false)]
    public string CgroupParent { get; set; }

    /// <summary>Microseconds.</summary>
    [DataMember(Name = "CpuPeriod", EmitDefaultValue = false)]
    public long CPUPeriod { get; set; }

    /// <summary>Microseconds of processor time in one period.</summary>
    [DataMember(Name = "CpuQuota", EmitDefaultValue = false)]
    public long CPUQuota { get; set; }

    [DataMember(Name = "CpusetCpus", EmitDefaultValue = false)]
    public string CpusetCpus { get; set; }

    [DataMember(Name = "Devices", EmitDefaultValue = false)]
    public IList<DeviceMapping> Devices { get; set; }

    /// <summary>Soft limit in bytes.</summary>
    [DataMember(Name = "MemoryReservation", EmitDefaultValue = false)]
    public long MemoryReservation { get; set; }

    /// <summary>Bytes of memory and swap together; -1 is unlimited swap.</summary>
    [DataMember(Name = "MemorySwap", EmitDefaultValue = false)]
    public long MemorySwap { get; set; }

    [DataMember(Name = "OomKillDisable", EmitDefaultValue = false)]
    public bool? OomKillDisable { get; set; }

    /// <summary>Most processes at a time. Null or 0 leaves it as it is, -1 is no limit.</summary>
    [DataMember(Name = "PidsLimit", EmitDefaultValue = false)]
    public long? PidsLimit { get; set; }

    [DataMember(Name = "Ulimits", EmitDefaultValue = false)]
    public IList<Ulimit> Ulimits { get; set; }

    [DataMember(Name = "Mounts", EmitDefaultValue = false)]
    public IList<Mount> Mounts { get; set; }

    [DataMember(Name = "Init", EmitDefaultValue = false)]
    public bool? Init { get; set; }
}
