using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>One subnet of a network.</summary>
[DataContract]
public class IPAMConfig
{
    [DataMember(Name = "Subnet", EmitDefaultValue = false)]
    public string Subnet { get; set; }

    [DataMember(Name = "IPRange", EmitDefaultValue = false)]
    public string IPRange { get; set; }

    [DataMember(Name = "Gateway", EmitDefaultValue = false)]
    public string Gateway { get; set; }
}
