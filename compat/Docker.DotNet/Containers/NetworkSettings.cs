using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>The networks and ports of an inspected container.</summary>
[DataContract]
public class NetworkSettings
{
    [DataMember(Name = "Gateway", EmitDefaultValue = false)]
    public string Gateway { get; set; }

    [DataMember(Name = "IPAddress", EmitDefaultValue = false)]
    public string IPAddress { get; set; }

    [DataMember(Name = "MacAddress", EmitDefaultValue = false)]
    public string MacAddress { get; set; }

    [DataMember(Name = "Networks", EmitDefaultValue = false)]
    public IDictionary<string, EndpointSettings> Networks { get; set; }

    [DataMember(Name = "Ports", EmitDefaultValue = false)]
    public IDictionary<string, IList<PortBinding>> Ports { get; set; }
}
