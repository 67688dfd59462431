using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>A fixed address in a network.</summary>
[DataContract]
public class EndpointIPAMConfig
{
    [DataMember(Name = "IPv4Address", EmitDefaultValue = false)]
    public string IPv4Address { get; set; }
}
