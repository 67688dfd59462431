using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>A device of the host inside the container.</summary>
[DataContract]
public class DeviceMapping
{
    [DataMember(Name = "PathOnHost", EmitDefaultValue = false)]
    public string PathOnHost { get; set; }

    [DataMember(Name = "PathInContainer", EmitDefaultValue = false)]
    public string PathInContainer { get; set; }

    [DataMember(Name = "CgroupPermissions", EmitDefaultValue = false)]
    public string CgroupPermissions { get; set; }
}
