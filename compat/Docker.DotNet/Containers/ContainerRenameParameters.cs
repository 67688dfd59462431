using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>The container's new name.</summary>
[DataContract]
public class ContainerRenameParameters
{
    [QueryStringParameter("name", false)]
    public string NewName { get; set; }
}
