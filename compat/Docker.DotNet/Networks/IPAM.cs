using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>How a network gives out addresses.</summary>
[DataContract]
public class IPAM
{
    [DataMember(Name = "Driver", EmitDefaultValue = false)]
    public string Driver { get; set; }

    [DataMember(Name = "Options", EmitDefaultValue = false)]
    public IDictionary<string, string> Options { get; set; }

    [DataMember(Name = "Config", EmitDefaultValue = false)]
    public IList<IPAMConfig> Config { get; set; }
}
