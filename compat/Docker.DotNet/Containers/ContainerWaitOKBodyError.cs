using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>Why waiting failed.</summary>
[DataContract]
public class ContainerWaitOKBodyError
{
    [DataMember(Name = "Message", EmitDefaultValue = false)]
    public string Message { get; set; }
}
