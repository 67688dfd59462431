using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>Options of a bind mount.</summary>
[DataContract]
public class BindOptions
{
    [DataMember(Name = "Propagation", EmitDefaultValue = false)]
    public string Propagation { get; set; }

    [DataMember(Name = "NonRecursive", EmitDefaultValue = false)]
    public bool NonRecursive { get; set; }
}
