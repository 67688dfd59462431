using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>How much of the disk a volume takes.</summary>
[DataContract]
public class VolumeUsageData
{
    /// <summary>Containers that refer to the volume, -1 when unknown.</summary>
    [DataMember(Name = "RefCount", EmitDefaultValue = false)]
    public long RefCount { get; set; }

    /// <summary>Bytes, -1 when unknown.</summary>
    [DataMember(Name = "Size", EmitDefaultValue = false)]
    public long Size { get; set; }
}
