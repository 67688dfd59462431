using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>Options of a memory-backed mount.</summary>
[DataContract]
public class TmpfsOptions
{
    /// <summary>Bytes. 0 is no limit.</summary>
    [DataMember(Name = "SizeBytes", EmitDefaultValue = false)]
    public long SizeBytes { get; set; }

    /// <summary>Unix permission bits.</summary>
    [DataMember(Name = "Mode", EmitDefaultValue = false)]
    public uint Mode { get; set; }
}
