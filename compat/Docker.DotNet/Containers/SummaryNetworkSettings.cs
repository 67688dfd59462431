using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>The networks of a listed container.</summary>
[DataContract]
public class SummaryNetworkSettings
{
    [DataMember(Name = "Networks", EmitDefaultValue = false)]
    public IDictionary<string, EndpointSettings> Networks { get; set; }
}
