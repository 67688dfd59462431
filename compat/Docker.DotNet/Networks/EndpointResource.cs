using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>A container in a network, as the network reports it.</summary>
[DataContract]
public class EndpointResource
{
    [DataMember(Name = "Name", EmitDefaultValue = false)]
    public string Name { get; set; }

    [DataMember(Name = "EndpointID", EmitDefaultValue = false)]
    public string EndpointID { get; set; }

    [DataMember(Name = "IPv4Address", EmitDefaultValue = false)]
    public string IPv4Address { get; set; }

    [DataMember(Name = "MacAddress", EmitDefaultValue = false)]
    public string MacAddress { get; set; }
}
