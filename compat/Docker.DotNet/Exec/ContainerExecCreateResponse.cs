using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>The id of the exec session.</summary>
[DataContract]
public class ContainerExecCreateResponse
{
    [DataMember(Name = "Id", EmitDefaultValue = false)]
    public string ID { get; set; }
}
