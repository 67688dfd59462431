using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>Options of a volume mount.</summary>
[DataContract]
public class VolumeOptions
{
    [DataMember(Name = "NoCopy", EmitDefaultValue = false)]
    public bool NoCopy { get; set; }

    [DataMember(Name = "Labels", EmitDefaultValue = false)]
    public IDictionary<string, string> Labels { get; set; }

    [DataMember(Name = "DriverConfig", EmitDefaultValue = false)]
    public Driver DriverConfig { get; set; }
}
