using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>Which container leaves a network.</summary>
[DataContract]
public class NetworkDisconnectParameters
{
    [DataMember(Name = "Container", EmitDefaultValue = false)]
    public string Container { get; set; }

    [DataMember(Name = "Force", EmitDefaultValue = false)]
    public bool Force { get; set; }
}
