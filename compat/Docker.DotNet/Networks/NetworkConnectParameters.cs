using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>Which container joins a network, and how.</summary>
[DataContract]
public class NetworkConnectParameters
{
    [DataMember(Name = "Container", EmitDefaultValue = false)]
    public string Container { get; set; }

    [DataMember(Name = "EndpointConfig", EmitDefaultValue = false)]
    public EndpointSettings EndpointConfig { get; set; }
}
