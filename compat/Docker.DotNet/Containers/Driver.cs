using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>A driver by name, with its options.</summary>
[DataContract]
public class Driver
{
    [DataMember(Name = "Name", EmitDefaultValue = false)]
    public string Name { get; set; }

    [DataMember(Name = "Options", EmitDefaultValue = false)]
    public IDictionary<string, string> Options { get; set; }
}
