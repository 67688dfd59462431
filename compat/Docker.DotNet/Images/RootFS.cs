using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>The layers of an image.</summary>
[DataContract]
public class RootFS
{
    [DataMember(Name = "Type", EmitDefaultValue = false)]
    public string Type { get; set; }

    [DataMember(Name = "Layers", EmitDefaultValue = false)]
    public IList<string> Layers { get; set; }
}
