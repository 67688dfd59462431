using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>How the container ended.</summary>
[DataContract]
public class ContainerWaitResponse
{
    [DataMember(Name = "Error", EmitDefaultValue = false)]
    public ContainerWaitOKBodyError Error { get; set; }

    [DataMember(Name = "StatusCode", EmitDefaultValue = false)]
    public long StatusCode { get; set; }
}
