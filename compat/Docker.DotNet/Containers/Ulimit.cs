using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>One resource limit of the container's processes.</summary>
[DataContract]
public class Ulimit
{
    /// <summary>Such as nofile.</summary>
    [DataMember(Name = "Name", EmitDefaultValue = false)]
    public string Name { get; set; }

    [DataMember(Name = "Hard", EmitDefaultValue = false)]
    public long Hard { get; set; }

    [DataMember(Name = "Soft", EmitDefaultValue = false)]
    public long Soft { get; set; }
}
