using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>The id of the network that was created.</summary>
[DataContract]
public class NetworksCreateResponse
{
    [DataMember(Name = "Id", EmitDefaultValue = false)]
    public string ID { get; set; }

    [DataMember(Name = "Warning", EmitDefaultValue = false)]
    public string Warning { get; set; }
}
