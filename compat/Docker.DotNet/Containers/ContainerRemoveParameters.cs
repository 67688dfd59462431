using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>What goes with the container.</summary>
[DataContract]
public class ContainerRemoveParameters
{
    [QueryStringParameter("v", false)]
    public bool? RemoveVolumes { get; set; }

    [QueryStringParameter("link", false)]
    public bool? RemoveLinks { get; set; }

    [QueryStringParameter("force", false)]
    public bool? Force { get; set; }
}
