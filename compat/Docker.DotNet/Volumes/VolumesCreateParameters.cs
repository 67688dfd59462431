using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>What a new volume is made of.</summary>
[DataContract]
public class VolumesCreateParameters
{
    [DataMember(Name = "Driver", EmitDefaultValue = false)]
    public string Driver { get; set; }

    [DataMember(Name = "DriverOpts", EmitDefaultValue = false)]
    public IDictionary<string, string> DriverOpts { get; set; }

    [DataMember(Name = "Labels", EmitDefaultValue = false)]
    public IDictionary<string, string> Labels { get; set; }

    [DataMember(Name = "Name", EmitDefaultValue = false)]
    public string Name { get; set; }
}
