using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>Where the container's output goes.</summary>
[DataContract]
public class LogConfig
{
    [DataMember(Name = "Type", EmitDefaultValue = false)]
    public string Type { get; set; }

    [DataMember(Name = "Config", EmitDefaultValue = false)]
    public IDictionary<string, string> Config { get; set; }
}
