using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>The id of the container that was created, and what the engine warned about.</summary>
[DataContract]
public class CreateContainerResponse
{
    [DataMember(Name = "Id", EmitDefaultValue = false)]
    public string ID { get; set; }

    [DataMember(Name = "Warnings", EmitDefaultValue = false)]
    public IList<string> Warnings { get; set; }
}
