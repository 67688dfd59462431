using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>The version of one part of the engine.</summary>
[DataContract]
public class ComponentVersion
{
    [DataMember(Name = "Name", EmitDefaultValue = false)]
    public string Name { get; set; }

    [DataMember(Name = "Version", EmitDefaultValue = false)]
    public string Version { get; set; }

    [DataMember(Name = "Details", EmitDefaultValue = false)]
    public IDictionary<string, string> Details { get; set; }
}
