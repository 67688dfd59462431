using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>What a path inside a container is.</summary>
[DataContract]
public class ContainerPathStatResponse
{
    [DataMember(Name = "name", EmitDefaultValue = false)]
    public string Name { get; set; }

    /// <summary>Bytes.</summary>
    [DataMember(Name = "size", EmitDefaultValue = false)]
    public long Size { get; set; }

    /// <summary>Bits of Go's os.FileMode, not of Unix.</summary>
    [DataMember(Name = "mode", EmitDefaultValue = false)]
    public uint Mode { get; set; }

    [DataMember(Name = "mtime", EmitDefaultValue = false)]
    public DateTime Mtime { get; set; }

    [DataMember(Name = "linkTarget", EmitDefaultValue = false)]
    public string LinkTarget { get; set; }
}
