using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>A container's place in a network.</summary>
[DataContract]
public class EndpointSettings
{
    [DataMember(Name = "IPAMConfig", EmitDefaultValue = false)]
    public EndpointIPAMConfig IPAMConfig { get; set; }

    [DataMember(Name = "Links", EmitDefaultValue = false)]
    public IList<string> Links { get; set; }

    [DataMember(Name = "Aliases", EmitDefaultValue = false)]
    public IList<string> Aliases { get; set; }

    [DataMember(Name = "NetworkID", EmitDefaultValue = false)]
    public string NetworkID { get; set; }

    [DataMember(Name = "EndpointID", EmitDefaultValue = false)]
    public string EndpointID { get; set; }

    [DataMember(Name = "Gateway", EmitDefaultValue = false)]
    public string Gateway { get; set; }

    [DataMember(Name = "IPAddress", EmitDefaultValue = false)]
    public string IPAddress { get; set; }

    [DataMember(Name = "IPPrefixLen", EmitDefaultValue = false)]
    public long IPPrefixLen { get; set; }

    [DataMember(Name = "MacAddress", EmitDefaultValue = false)]
    public string MacAddress { get; set; }

    [DataMember(Name = "DriverOpts", EmitDefaultValue = false)]
    public IDictionary<string, string> DriverOpts { get; set; }
}
