using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>A port of a listed container.</summary>
[DataContract]
public class Port
{
    [DataMember(Name = "IP", EmitDefaultValue = false)]
    public string IP { get; set; }

    [DataMember(Name = "PrivatePort", EmitDefaultValue = false)]
    public ushort PrivatePort { get; set; }

    [DataMember(Name = "PublicPort", EmitDefaultValue = false)]
    public ushort PublicPort { get; set; }

    [DataMember(Name = "Type", EmitDefaultValue = false)]
    public string Type { get; set; }
}
