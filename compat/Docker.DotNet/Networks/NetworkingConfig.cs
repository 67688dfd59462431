using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>The networks that a new container joins.</summary>
[DataContract]
public class NetworkingConfig
{
    [DataMember(Name = "EndpointsConfig", EmitDefaultValue = false)]
    public IDictionary<string, EndpointSettings> EndpointsConfig { get; set; }
}
