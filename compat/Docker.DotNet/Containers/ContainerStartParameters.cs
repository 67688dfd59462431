using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>How to start a container.</summary>
[DataContract]
public class ContainerStartParameters
{
    [QueryStringParameter("detachKeys", false)]
    public string DetachKeys { get; set; }
}
