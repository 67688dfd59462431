using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>The limits and the restart policy that a container can change while it exists.</summary>
[DataContract]
public class ContainerUpdateParameters
{
    /// <summary>Relative weight; the engine's default is 1024.</summary>
    [DataMember(Name = "CpuShares", EmitDefaultValue = false)]
    public long CPUShares { get; set; }

    /// <summary>Bytes. 0 is no limit.</summary>
    [DataMember(Name = "Memory", EmitDefaultValue = false)]
    public long Memory { get; set; }

    /// <summary>Processor time in billionths of one processor: 500000000 is half of one. 0 is no limit.</summary>
    [DataMember(Name = "NanoCpus", EmitDefaultValue = false)]
    public long NanoCPUs { get; set; }

    /// <summary>Microseconds.</summary>
    [DataMember(Name = "CpuPeriod", EmitDefaultValue = false)]
    public long CPUPeriod { get; set; }

    /// <summary>Microseconds of processor time in one period.</summary>
    [DataMember(Name = "CpuQuota", EmitDefaultValue = false)]
    public long CPUQuota { get; set; }

    [DataMember(Name = "CpusetCpus", EmitDefaultValue = false)]
    public string CpusetCpus { get; set; }

    /// <summary>Soft limit in bytes.</summary>
    [DataMember(Name = "MemoryReservation", EmitDefaultValue = false)]
    public long MemoryReservation { get; set; }

    /// <summary>Bytes of memory and swap together; -1 is unlimited swap.</summary>
    [DataMember(Name = "MemorySwap", EmitDefaultValue = false)]
    public long MemorySwap { get; set; }

    /// <summary>Most processes at a time. Null leaves it as it is, -1 is no limit.</summary>
    [DataMember(Name = "PidsLimit", EmitDefaultValue = false)]
    public long? PidsLimit { get; set; }

    [DataMember(Name = "RestartPolicy", EmitDefaultValue = false)]
    public RestartPolicy RestartPolicy { get; set; }
}
