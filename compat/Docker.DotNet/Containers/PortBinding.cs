using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>The host's side of a published port.</summary>
[DataContract]
public class PortBinding
{
    /// <summary>Empty is every address of the host.</summary>
    [DataMember(Name = "HostIp", EmitDefaultValue = false)]
    public string HostIP { get; set; }

    /// <summary>A port, a range, or empty for a free port chosen by the engine.</summary>
    [DataMember(Name = "HostPort", EmitDefaultValue = false)]
    public string HostPort { get; set; }
}
