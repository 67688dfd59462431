using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>What an event is about.</summary>
[DataContract]
public class Actor
{
    [DataMember(Name = "ID", EmitDefaultValue = false)]
    public string ID { get; set; }

    [DataMember(Name = "Attributes", EmitDefaultValue = false)]
    public IDictionary<string, string> Attributes { get; set; }
}
