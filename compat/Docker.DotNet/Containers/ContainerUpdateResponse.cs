using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>What the engine warned about.</summary>
[DataContract]
public class ContainerUpdateResponse
{
    [DataMember(Name = "Warnings", EmitDefaultValue = false)]
    public IList<string> Warnings { get; set; }
}
